/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.http.request.JsonBody;
import dev.edgewise.service.http.request.ListQuery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the preferences that a user states: {@code {"language", "likes", "dislikes"}}. */
final class CorrectionBody {
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(List.of("language", "likes", "dislikes"));
  private static final int LONGEST = 100;

  private CorrectionBody() {}

  /**
   * Reads a correction. Fields that the body leaves out stay unchanged.
   *
   * @throws ProblemException when the body isn't a valid correction
   */
  static ProfileRequest.Correct read(JsonNode json) {
    JsonFields<ProblemException> body = JsonBody.fields(json, Problem.Kind.BAD_PARAMETER);
    body.only(FIELDS);
    if (FIELDS.stream().noneMatch(body::has)) {
      throw JsonBody.invalid(
          Problem.Kind.BAD_PARAMETER, "", "must have one or more of " + String.join(", ", FIELDS));
    }
    String language = body.textOrNull("language", LONGEST);
    if (language != null && !language.matches(ListQuery.LANGUAGE)) {
      throw body.refused("language", "must be a BCP 47 tag such as en or pt-BR");
    }
    return new ProfileRequest.Correct(
        language, statements(body, "likes"), statements(body, "dislikes"));
  }

  /** Returns null when the body lacks the field: the profile keeps its statements then. */
  private static @Nullable List<String> statements(JsonFields<ProblemException> body, String name) {
    return body.has(name)
        ? body.ids(name, ProfileRequest.Correct.MOST, ProfileRequest.Correct.LONGEST).stream()
            .map(String::strip)
            .toList()
        : null;
  }
}
