/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.service.config.ConfigOf;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListQueryTest {
  private static final String REQUEST = "0b4c2f0a-4f0e-4a35-9d3c-2f2b8a1e7c11";
  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  private final RequestParameters parameters =
      new RequestParameters(
          ConfigOf.settings(Map.of()), new Catalogue(CatalogueDescription.named("empty")));

  private static UserQuery user(Map<String, String> sent) {
    return new UserQuery(sent.getOrDefault("user", "ann"), null);
  }

  private static ListQuery asked(Map<String, String> sent) {
    return new ListQuery(
        sent.get("limit"),
        sent.get("deadline"),
        sent.get("explain"),
        sent.get("q"),
        sent.get("lang"),
        sent.get("tone"),
        sent.get("words"),
        sent.get("rewrite"),
        sent.get("placement"),
        sent.get("item"),
        sent.get("personal"),
        sent.get("diversity"));
  }

  private static Set<String> broken(Map<String, String> sent) {
    PageQuery page = new PageQuery(sent.get("request"), sent.get("offset"));
    return Stream.of(user(sent), asked(sent), page)
        .flatMap(part -> VALIDATOR.validate(part).stream())
        .map(ConstraintViolation::getMessage)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user      | ann lee",
        "explain   | true",
        "explain   | false",
        "lang      | ko",
        "lang      | pt-BR",
        "tone      | playful",
        "words     | 5",
        "words     | 100",
        "personal  | 0",
        "personal  | 0.75",
        "personal  | 1",
        "diversity | 0",
        "diversity | 0.3",
        "diversity | 1",
        "request   | " + REQUEST,
      })
  void rightValuesBreakNoRule(String name, String value) {
    assertThat(broken(Map.of(name, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user      | ''         | 1 to 256",
        "user      | ' '        | 1 to 256",
        "explain   | maybe      | true or false",
        "rewrite   | TRUE       | true or false",
        "rewrite   | ''         | true or false",
        "lang      | !!         | such as en",
        "tone      | sad        | plain, warm, brief or playful",
        "words     | 4          | from 5 to 100",
        "words     | 101        | from 5 to 100",
        "words     | 7.5        | from 5 to 100",
        "words     | many       | from 5 to 100",
        "personal  | ''         | from 0 (what most people choose) to 1",
        "personal  | -0.1       | from 0 (what most people choose) to 1",
        "personal  | 1.1        | from 0 (what most people choose) to 1",
        "personal  | much       | from 0 (what most people choose) to 1",
        "diversity | ''         | from 0 to 1",
        "diversity | -0.1       | from 0 to 1",
        "diversity | 1.1        | from 0 to 1",
        "diversity | NaN        | from 0 to 1",
        "diversity | much       | from 0 to 1",
        "diversity | 0.1234567890 | from 0 to 1",
        "request   | ''         | requestId",
        "request   | profile    | requestId",
        "request   | ../x       | requestId",
        "offset    | 20         | requestId",
      })
  void aWrongValueBreaksOneRuleThatSaysWhatWouldBeRight(String name, String value, String rule) {
    assertThat(broken(Map.of(name, value)))
        .singleElement()
        .asString()
        .contains(rule)
        .startsWith(name);
  }

  @Test
  void textsAreBoundedAndPrintable() {
    assertThat(broken(Map.of("q", "x".repeat(1000)))).isEmpty();
    assertThat(broken(Map.of("q", "x".repeat(1001)))).singleElement().asString().contains("1000");
    for (String bad : List.of("a\nb", "x".repeat(257))) {
      assertThat(broken(Map.of("user", bad))).singleElement().asString().contains("1 to 256");
    }
    assertThat(broken(Map.of("request", REQUEST.toUpperCase(Locale.ROOT)))).hasSize(1);
  }

  @Test
  void aPageBelongsToTheListOfItsRequest() {
    assertThat(broken(Map.of("request", REQUEST, "offset", "20"))).isEmpty();
    for (String bad : List.of("", "-1", "1.5", "9999999999")) {
      assertThat(broken(Map.of("request", REQUEST, "offset", bad)))
          .singleElement()
          .asString()
          .contains("from 0");
    }
  }

  @Test
  void aQueryBecomesAWish() {
    assertThat(request(Map.of()).diversity()).isNull();
    assertThat(request(Map.of("diversity", "0.3")).diversity()).isEqualTo(0.3);
    assertThat(request(Map.of()).personal()).isEqualTo(0.5);
    assertThat(request(Map.of("personal", "1")).personal()).isEqualTo(1);
    assertThat(request(Map.of("q", " ")).query()).isNull();
    assertThat(request(Map.of("tone", "warm", "words", "7")).style().words()).isEqualTo(7);
    assertThat(request(Map.of("rewrite", "true")).rewrite()).isTrue();
    assertThat(request(Map.of("rewrite", "false")).rewrite()).isFalse();
  }

  private RecommendationRequest request(Map<String, String> sent) {
    return parameters.request(user(sent), asked(sent));
  }
}
