/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.profile.EventType;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /v1/about}: what runs here, and on whose data. */
@Path("/v1/about")
@Produces(MediaType.APPLICATION_JSON)
public final class AboutResource {
  private final EdgewiseConfig config;
  private final Catalogue catalogue;
  private final RankingModel model;
  private final SignalWeights signals;
  private final String version;

  @Inject
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

  /** What runs here. */
  public record About(
      String name,
      String version,
      boolean demo,
      CatalogueBody catalogue,
      RecommendationBody.ModelBody model,
      List<EventTypeBody> eventTypes) {}

  /**
   * An event type, for pages that show what people did.
   *
   * @param weight how much liking it shows as configured, from -1 to 1
   * @param polarity {@code positive}, {@code neutral}, {@code negative} or {@code by-value}
   * @param name what people are told that they did
   */
  public record EventTypeBody(String type, double weight, String polarity, String name) {}

  /** On whose data. */
  public record CatalogueBody(
      String name, String title, int items, String categories, String attribution) {}

  /** What runs here, and on whose data. */
  @GET
  public About about() {
    CatalogueDescription data = catalogue.description();
    ModelInfo ranker = model.info();
    return new About(
        "Edgewise",
        version,
        config.demo(),
        new CatalogueBody(
            data.name(),
            data.title(),
            catalogue.all().size(),
            data.categories(),
            data.attribution()),
        new RecommendationBody.ModelBody(ranker.name(), ranker.trained()),
        Stream.of(EventType.values()).map(this::body).toList());
  }

  private EventTypeBody body(EventType known) {
    double weight = signals.weights().getOrDefault(known.type(), known.weight());
    String polarity = known.polarity().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new EventTypeBody(known.type(), weight, polarity, known.displayName());
  }
}
