/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.template;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.StringTemplateLocation;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Qute templates among this module's resources. A template sees the public members of its data,
 * and {@code number.as('%.2f')} formats a number. Values in HTML and SVG are escaped. Thread-safe.
 */
public final class Templates {
  private static final Engine ENGINE =
      Engine.builder()
          .addDefaults()
          .addValueResolvers(
              ValueResolvers.rawResolver(), new ReflectionValueResolver(), formattedNumbers())
          .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
          .addLocator(Templates::locate)
          .build();

  private Templates() {}

  /**
   * Renders a template.
   *
   * @param name path of the template below the resources of this package
   * @param data the names in the template are members of this object, or keys of this map
   */
  public static String render(String name, Object data) {
    return ENGINE.getTemplate(name).render(data);
  }

  private static Optional<TemplateLocation> locate(String name) {
    try (InputStream template = Templates.class.getResourceAsStream(name)) {
      if (template == null) {
        throw new IllegalStateException("the template " + name + " is missing from this build");
      }
      String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
      boolean markup = name.endsWith(".html") || name.endsWith(".svg");
      Variant variant = Variant.forContentType(markup ? Variant.TEXT_HTML : Variant.TEXT_PLAIN);
      return Optional.of(new StringTemplateLocation(text, Optional.of(variant)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ValueResolver formattedNumbers() {
    return ValueResolver.builder()
        .applyToBaseClass(Number.class)
        .applyToName("as")
        .applyToParameters(1)
        .resolveAsync(number ->
            number
                .evaluate(number.getParams().getFirst())
                .thenApply(format -> String.format(Locale.ROOT, (String) format, number.getBase())))
        .build();
  }
}
