/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.profile.ProfileRequest;
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
          {"[]", "the body must be an object"},
          {"{}", "one or more of"},
          {"{\"colour\":1}", "colour: must be one of"},
          {"{\"language\":\"no tag\"}", "language: must be"},
          {"{\"likes\":null}", "likes: must be an array"},
          {"{\"likes\":[1]}", "likes: each must be a text"},
          {"{\"dislikes\":[\"\"]}", "dislikes: each must be a text"},
          {"{\"dislikes\":[\"a\\u0000b\"]}", "dislikes: each must be a text"},
          {"{\"dislikes\":[\"" + long201 + "\"]}", "1 to 200"},
        }) {
      assertThatThrownBy(() -> read(wrong[0]))
          .isInstanceOf(ProblemException.class)
          .satisfies(e -> assertThat(((ProblemException) e).problem().detail()).contains(wrong[1]));
    }
  }
}
