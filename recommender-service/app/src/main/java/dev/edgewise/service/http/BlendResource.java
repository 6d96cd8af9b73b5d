/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.rank.Blend;
import dev.edgewise.recommend.BlendVersions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v1/blend}: the weights that make scores, in versions. */
@Path("/v1/blend")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class BlendResource {
  private static final int LONGEST_NOTE = 500;

  private final BlendVersions blends;
  private final JsonBody body;

  @Inject
  BlendResource(BlendVersions blends, JsonBody body) {
    this.blends = blends;
    this.body = body;
  }

  /**
   * What is used here.
   *
   * @param version of the weights; 0 for the model's own
   */
  public record InUse(
      long version,
      Map<String, Double> weights,
      BlendVersions.@Nullable Version current,
      @Nullable String problem) {}

  /** All versions. */
  public record Versions(List<BlendVersions.Version> versions) {}

  /** The weights in use, and the current version. */
  @GET
  public InUse get() {
    blends.refresh();
    return new InUse(
        blends.inUse(),
        blends.weights().map(Blend::weights).orElse(Map.of()),
        blends.current().orElse(null),
        blends.problem());
  }

  /** Every version that is kept, newest first. */
  @GET
  @Path("/versions")
  public Versions versions() {
    return new Versions(blends.versions());
  }

  /**
   * Adds a version {@code {"weights":{name: number}, "model": hash?, "note": text?}} and uses it.
   */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public BlendVersions.Version put(InputStream in) {
    JsonFields<ProblemException> asked = fields(in);
    Map<String, Double> weights = asked.object("weights").numbers();
    if (weights.isEmpty()) {
      throw asked.refused("weights", "must be an object of numbers by the names " + Blend.NAMES);
    }
    String note = asked.text("note", LONGEST_NOTE, "");
    try {
      return blends.replace(weights, asked.textOrNull("model", LONGEST_NOTE), note);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.Kind.BAD_BLEND, String.valueOf(e.getMessage()));
    }
  }

  /** Makes a version current again: {@code {"version": number}}. */
  @POST
  @Path("/current")
  @Consumes(MediaType.APPLICATION_JSON)
  public BlendVersions.Version rollBack(InputStream in) {
    long version = fields(in).whole("version", 1, Long.MAX_VALUE, 0);
    if (version == 0) {
      throw new ProblemException(
          Problem.Kind.BAD_BLEND, "version: must be the number of a version");
    }
    return blends
        .rollBack(version)
        .orElseThrow(() ->
            new ProblemException(
                Problem.Kind.NOT_FOUND, "there is no version " + version + " kept"));
  }

  private JsonFields<ProblemException> fields(InputStream in) {
    return JsonFields.of(
        body.one(in),
        "",
        (field, why) ->
            new ProblemException(
                Problem.Kind.BAD_BLEND, field.isEmpty() ? "the body " + why : field + ": " + why));
  }
}
