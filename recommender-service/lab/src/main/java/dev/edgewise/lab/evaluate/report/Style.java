/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** How pages and drawings look, in light and in the dark. */
final class Style {
  private Style() {}

  /** The style sheet. */
  static String sheet() {
    try (InputStream css = Style.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is missing from this build");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
