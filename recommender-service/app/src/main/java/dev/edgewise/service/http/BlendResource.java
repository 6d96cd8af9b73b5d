/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.rank.Blend;
import dev.edgewise.recommend.BlendVersions;
import dev.edgewise.recommend.learn.FittedRanker;
import dev.edgewise.recommend.learn.StoredRanker;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.http.request.JsonBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
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

/** {@code /v1/blend}: the versioned weights that make scores, and the fitted ranker. */
@Path("/v1/blend")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class BlendResource {
  private static final int LONGEST_NOTE = 500;

  private final BlendVersions blends;
  private final JsonBody body;

  BlendResource(BlendVersions blends, JsonBody body) {
    this.blends = blends;
    this.body = body;
  }

  /**
   * The weights and the ranker that this instance uses, and the current version of all instances.
   *
   * @param version the version in use; 0 for the model's own weights
   */
  public record InUse(
      long version,
      Map<String, Double> weights,
      @Nullable RankerInUse ranker,
      BlendVersions.@Nullable Version current,
      @Nullable String problem) {}

  /**
   * The fitted ranker.
   *
   * @param kind {@code learned}, or {@code evidence} where the sources alone are better
   * @param fitted the time of the fit in RFC 3339
   * @param figures measured on users that the fit didn't learn from
   */
  public record RankerInUse(String kind, String fitted, Map<String, Double> figures) {
    static RankerInUse of(StoredRanker stored) {
      FittedRanker result = stored.result();
      return new RankerInUse(result.name(), stored.fitted().toString(), result.figures());
    }
  }

  public record Versions(List<BlendVersions.Version> versions) {}

  /** Returns the weights and the ranker in use, and the current version. */
  @GET
  public InUse get() {
    blends.refresh();
    return new InUse(
        blends.inUse(),
        blends.weights().map(Blend::weights).orElse(Map.of()),
        blends.ranker().map(RankerInUse::of).orElse(null),
        blends.current().orElse(null),
        blends.problem());
  }

  /** Returns all stored versions, newest first. */
  @GET
  @Path("/versions")
  public Versions versions() {
    return new Versions(blends.versions());
  }

  /**
   * Adds a version and makes it current. The body is {@code {"weights":{name: number}, "model":
   * hash?, "note": text?}}.
   */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public BlendVersions.Version put(InputStream in) {
    JsonFields<ProblemException> fields = fields(in);
    Map<String, Double> weights = fields.object("weights").numbers();
    if (weights.isEmpty()) {
      throw fields.refused("weights", "must be an object of numbers by the names " + Blend.NAMES);
    }
    String note = fields.text("note", LONGEST_NOTE, "");
    try {
      return blends.replace(weights, fields.textOrNull("model", LONGEST_NOTE), note);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.Kind.BAD_BLEND, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Makes an earlier version current again, its weights and its ranker. The body is {@code
   * {"version": number}}. No ranker is fitted until the newest version is current.
   */
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
            new ProblemException(Problem.Kind.NOT_FOUND, "no version " + version + " is stored"));
  }

  private JsonFields<ProblemException> fields(InputStream in) {
    return JsonBody.fields(body.one(in), Problem.Kind.BAD_BLEND);
  }
}
