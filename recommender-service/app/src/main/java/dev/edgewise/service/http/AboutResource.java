/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /v1/about}: what runs here, and on whose data. */
@Path("/v1/about")
@Produces(MediaType.APPLICATION_JSON)
public final class AboutResource {
  private final EdgewiseConfig config;
  private final Catalogue catalogue;
  private final RankingModel model;
  private final String version;

  @Inject
  AboutResource(
      EdgewiseConfig config,
      Catalogue catalogue,
      RankingModel model,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.config = config;
    this.catalogue = catalogue;
    this.model = model;
    this.version = version;
  }

  /** What runs here. */
  public record About(
      String name,
      String version,
      boolean demo,
      CatalogueBody catalogue,
      RecommendationBody.ModelBody model) {}

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
        new RecommendationBody.ModelBody(ranker.name(), ranker.trained()));
  }
}
