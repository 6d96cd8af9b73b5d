/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.ProfileRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a person states about itself: {@code {"language", "likes", "dislikes"}}. */
final class CorrectionBody {
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(List.of("language", "likes", "dislikes"));
  private static final int LONGEST = 100;

  private CorrectionBody() {}

  /**
   * The correction; what the body leaves out stays as it is.
   *
   * @throws ProblemException when it is none
   */
  static ProfileRequest.Correct read(JsonNode json) {
    JsonFields<ProblemException> body = JsonFields.of(json, "", CorrectionBody::wrong);
    body.only(FIELDS);
    if (FIELDS.stream().noneMatch(body::has)) {
      throw wrong("", "must have one or more of " + String.join(", ", FIELDS));
    }
    String language = body.textOrNull("language", LONGEST);
    if (language != null && !language.matches(ListQuery.LANGUAGE)) {
      throw body.refused("language", "must be a BCP 47 tag such as en or pt-BR");
    }
    return new ProfileRequest.Correct(
        language, statements(body, "likes"), statements(body, "dislikes"));
  }

  /** Null where the body doesn't say: then they stay as they are. */
  private static @Nullable List<String> statements(JsonFields<ProblemException> body, String name) {
    return body.has(name)
        ? body.ids(name, ProfileRequest.Correct.MOST, ProfileRequest.Correct.LONGEST).stream()
            .map(String::strip)
            .toList()
        : null;
  }

  private static ProblemException wrong(String field, String why) {
    return new ProblemException(
        Problem.Kind.BAD_PARAMETER, field.isEmpty() ? "the body " + why : field + ": " + why);
  }
}
