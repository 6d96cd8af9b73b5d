/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.service.http.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionBodyTest {
  private static ProfileRequest.Correct read(String json) throws Exception {
    return CorrectionBody.read(new ObjectMapper().readTree(json));
  }

  @Test
  void whatIsLeftOutStays() throws Exception {
    assertThat(read("{\"likes\":[\" slow films \"]}"))
        .isEqualTo(new ProfileRequest.Correct(null, List.of("slow films"), null));
    assertThat(read("{\"language\":\"pt-BR\",\"likes\":[],\"dislikes\":[\"gore\"]}"))
        .isEqualTo(new ProfileRequest.Correct("pt-BR", List.of(), List.of("gore")));
  }

  @Test
  void whatIsWrongIsNamed() {
    String long201 = "x".repeat(201);
    for (String[] wrong :
        new String[][] {
          {"[]", "the body must be a JSON object"},
          {"{}", "one or more of"},
          {"{\"colour\":1}", "colour: is not known here"},
          {"{\"language\":\"no tag\"}", "language: must be"},
          {"{\"likes\":null}", "must have one or more of language, likes, dislikes"},
          {"{\"likes\":7}", "likes: must be an array"},
          {"{\"likes\":[1]}", "likes[0]: must be a string, not 1"},
          {"{\"dislikes\":[\"\"]}", "dislikes[0]: must not be blank"},
          {"{\"dislikes\":[\"a\\u0000b\"]}", "dislikes[0]: must not contain control characters"},
          {
            "{\"dislikes\":[\"" + long201 + "\"]}",
            "dislikes[0]: must be at most 200 characters, not 201"
          },
        }) {
      assertThatThrownBy(() -> read(wrong[0]))
          .isInstanceOf(ProblemException.class)
          .satisfies(e -> assertThat(((ProblemException) e).problem().detail()).contains(wrong[1]));
    }
  }
}
