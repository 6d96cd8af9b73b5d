/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.profile.ProfileRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a person states about itself: {@code {"language", "likes", "dislikes"}}. */
final class CorrectionBody {
  private static final Set<String> FIELDS = Set.of("language", "likes", "dislikes");

  private CorrectionBody() {}

  /**
   * The correction; what the body leaves out stays as it is.
   *
   * @throws ProblemException when it is none
   */
  static ProfileRequest.Correct read(JsonNode json) {
    if (!json.isObject() || json.isEmpty()) {
      throw wrong("the body must be an object with one or more of language, likes, dislikes");
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw wrong(
            Parameters.shown(field.getKey()) + ": must be one of language, likes, dislikes");
      }
    }
    return new ProfileRequest.Correct(
        language(json), statements(json, "likes"), statements(json, "dislikes"));
  }

  private static @Nullable String language(JsonNode json) {
    JsonNode language = json.get("language");
    if (language == null) {
      return null;
    }
    if (!language.isTextual() || !language.textValue().matches(ListQuery.LANGUAGE)) {
      throw wrong("language: must be a BCP 47 tag such as en or pt-BR");
    }
    return language.textValue();
  }

  private static @Nullable List<String> statements(JsonNode json, String field) {
    JsonNode array = json.get(field);
    if (array == null) {
      return null;
    }
    if (!array.isArray() || array.size() > ProfileRequest.Correct.MOST) {
      throw wrong(
          field + ": must be an array of at most " + ProfileRequest.Correct.MOST + " texts");
    }
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(statement(field, text)));
    return texts;
  }

  private static String statement(String field, JsonNode text) {
    String stated = text.isTextual() ? text.textValue().strip() : "";
    if (stated.isEmpty()
        || stated.length() > ProfileRequest.Correct.LONGEST
        || stated.chars().anyMatch(Character::isISOControl)) {
      throw wrong(
          field
              + ": each must be a text of 1 to "
              + ProfileRequest.Correct.LONGEST
              + " characters without control characters");
    }
    return stated;
  }

  private static ProblemException wrong(String what) {
    return new ProblemException(Problem.Kind.BAD_PARAMETER, what);
  }
}
