/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.profile.EventType;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /v1/about}: describes the service, its catalogue, its model and the event types. */
@Path("/v1/about")
@Produces(MediaType.APPLICATION_JSON)
public final class AboutResource {
  private final EdgewiseConfig config;
  private final Catalogue catalogue;
  private final RankingModel model;
  private final SignalWeights signals;
  private final String version;

  AboutResource(
      EdgewiseConfig config,
      Catalogue catalogue,
      RankingModel model,
      SignalWeights signals,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.config = config;
    this.catalogue = catalogue;
    this.model = model;
    this.signals = signals;
    this.version = version;
  }

  public record About(
      String name,
      String version,
      boolean demo,
      CatalogueBody catalogue,
      RecommendationBody.ModelBody model,
      List<EventTypeBody> eventTypes) {}

  /**
   * An event type, for pages that list events.
   *
   * @param weight the configured weight, from -1 (dislike) to 1 (like)
   * @param polarity {@code positive}, {@code neutral}, {@code negative} or {@code by-value}
   * @param name the past participle to show, for example {@code Liked}
   */
  public record EventTypeBody(String type, double weight, String polarity, String name) {}

  /** The catalogue of this service. */
  public record CatalogueBody(
      String name,
      String title,
      int items,
      String categories,
      String attribution,
      Map<String, AttributeBody> attributes) {}

  /**
   * How to show an attribute, or the categories, in the requested language.
   *
   * @param shown a text with {@code {value}}
   * @param values names of values; a value that isn't there is shown as it is
   */
  public record AttributeBody(String shown, Map<String, String> values) {}

  /** Describes this service, in the words of a language; default: English. */
  @GET
  public About about(@QueryParam("lang") @DefaultValue("en") String lang) {
    Language language = Language.of(lang);
    CatalogueDescription description = catalogue.description();
    ModelInfo info = model.info();
    return new About(
        "Edgewise",
        version,
        config.demo(),
        new CatalogueBody(
            description.name(),
            description.title(language.tag()),
            catalogue.all().size(),
            description.categories(),
            description.attribution(),
            attributes(description.wording(), language)),
        new RecommendationBody.ModelBody(info.name(), info.trained()),
        Stream.of(EventType.values()).map(this::body).toList());
  }

  private static Map<String, AttributeBody> attributes(Wording wording, Language language) {
    Map<String, AttributeBody> attributes = new TreeMap<>();
    for (String name : wording.attributes().keySet()) {
      attributes.put(
          name, new AttributeBody(wording.shown(language, name), wording.names(language, name)));
    }
    return attributes;
  }

  private EventTypeBody body(EventType type) {
    double weight = signals.weights().getOrDefault(type.type(), type.weight());
    String polarity = type.polarity().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new EventTypeBody(type.type(), weight, polarity, type.displayName());
  }
}
