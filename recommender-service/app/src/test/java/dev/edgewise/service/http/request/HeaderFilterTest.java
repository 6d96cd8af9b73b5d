/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.service.http.problem.Problem;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFilterTest {
  private static @Nullable Problem problem(String name, String... values) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (String value : values) {
      headers.add(name, value);
    }
    return HeaderFilter.problem(headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/", "json", "a/", "/b", "*", "*/*", "text/*", ";charset=utf-8"})
  void whatIsNoMediaTypeIsRefused(String type) {
    assertThat(problem("Content-Type", type))
        .isNotNull()
        .satisfies(found -> assertThat(found.status()).isEqualTo(415))
        .satisfies(found -> assertThat(found.detail()).contains("such as application/json, not"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iso-8859-1", "\"latin1\"", "bogus", "utf-16", "\"\""})
  void anotherCharsetThanUtf8IsRefused(String charset) {
    assertThat(problem("content-type", "application/json; charset=" + charset))
        .isNotNull()
        .satisfies(found -> assertThat(found.status()).isEqualTo(415))
        .satisfies(found -> assertThat(found.detail()).contains("must be UTF-8, not"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=UTF-8",
        "application/json;CHARSET=\"utf-8\"",
        "application/cloudevents+json; x=\"a;b\"",
        "image/png"
      })
  void anyOtherMediaTypeIsLeftToTheResource(String type) {
    assertThat(problem("Content-Type", type)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Host", "Content-Type", "Authorization", "Origin", "X-Edgewise-After", "ce-id"})
  void aHeaderThatMustStandAloneIsRefusedTwice(String name) {
    assertThat(problem(name, "a/b", "a/b"))
        .isNotNull()
        .satisfies(found -> assertThat(found.status()).isEqualTo(400));
    assertThat(problem(name, "a/b")).isNull();
    assertThat(problem("Accept", "a/b", "c/d")).isNull();
  }

  @Test
  void onlyOneExpectationCanBeMet() {
    assertThat(problem("Expect", "100-Continue")).isNull();
    assertThat(problem("Expect", "junk"))
        .isNotNull()
        .satisfies(found -> assertThat(found.status()).isEqualTo(417));
  }
}
