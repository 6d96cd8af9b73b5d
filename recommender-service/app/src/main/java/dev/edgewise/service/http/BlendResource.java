/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.rank.Blend;
import dev.edgewise.recommend.Blends;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v1/blend}: the weights that make scores, in versions. */
@Path("/v1/blend")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class BlendResource {
  private static final int LONGEST_NOTE = 500;

  private final Blends blends;
  private final Body body;

  @Inject
  BlendResource(Blends blends, Body body) {
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
      Blends.@Nullable Version current,
      @Nullable String problem) {}

  /** All versions. */
  public record Versions(List<Blends.Version> versions) {}

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
  public Blends.Version put(InputStream in) {
    JsonNode json = body.one(in);
    try {
      return blends.replace(weights(json), text(json, "model"), note(json));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.Kind.BAD_BLEND, String.valueOf(e.getMessage()));
    }
  }

  /** Makes a version current again: {@code {"version": number}}. */
  @POST
  @Path("/current")
  @Consumes(MediaType.APPLICATION_JSON)
  public Blends.Version rollBack(InputStream in) {
    JsonNode json = body.one(in);
    if (!json.path("version").canConvertToLong() || !json.path("version").isIntegralNumber()) {
      throw new ProblemException(
          Problem.Kind.BAD_BLEND, "version: must be the number of a version");
    }
    long version = json.path("version").longValue();
    return blends
        .rollBack(version)
        .orElseThrow(() ->
            new ProblemException(
                Problem.Kind.NOT_FOUND, "there is no version " + version + " kept"));
  }

  private static Map<String, Double> weights(JsonNode json) {
    if (!json.path("weights").isObject() || json.path("weights").isEmpty()) {
      throw new ProblemException(
          Problem.Kind.BAD_BLEND,
          "weights: must be an object of numbers by the names " + Blend.NAMES);
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> weight : json.path("weights").properties()) {
      if (!weight.getValue().isNumber()) {
        throw new ProblemException(
            Problem.Kind.BAD_BLEND,
            "weights." + Parameters.shown(weight.getKey()) + ": must be a number");
      }
      weights.put(weight.getKey(), weight.getValue().doubleValue());
    }
    return weights;
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > LONGEST_NOTE) {
      throw new ProblemException(
          Problem.Kind.BAD_BLEND,
          field + ": must be a string of at most " + LONGEST_NOTE + " characters");
    }
    return value.textValue();
  }

  private static String note(JsonNode json) {
    String note = text(json, "note");
    return note == null ? "" : note;
  }
}
