/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged service without Kafka, Redis and model. */
class ServeIT {
  @Test
  void itStartsAndAnswersAndHidesNothing() throws Exception {
    try (Serving service =
        new Serving(
            Map.of("EDGEWISE_API_KEYS", "one,two"),
            "-Dedgewise.recommend.placements.mail.personal=0.8",
            "-Dedgewise.recommend.placements.mail.limit=5")) {
      assertThat(service.await()).isTrue();

      assertThat(service.get("").statusCode()).isEqualTo(200);
      assertThat(service.get("v1/about").statusCode()).isEqualTo(401);
      assertThat(service.get("/v1/about").statusCode()).isEqualTo(401);
      assertThat(service.get("v1/about", "Authorization", "Bearer three").statusCode())
          .isEqualTo(401);
      assertThat(service.get("v1/about", "Authorization", "Bearer two").body())
          .contains("\"demo\":false");

      String[] key = {"Authorization", "Bearer one"};
      assertThat(service.get("v1/recommendations/ann?limit=3&deadline=10s", key).body())
          .contains("\"degraded\":true", "without the profile", "ranker")
          .doesNotContain("\"rankedBy\":\"model\"");
      assertThat(service.get("v1/recommendations/ann?placement=mail&deadline=10s", key).body())
          .contains("\"placement\":\"mail\"", "\"personal\":0.8", "\"rank\":5")
          .doesNotContain("\"rank\":6");
      assertThat(service.get("v1/recommendations/ann?placement=male", key).body())
          .contains("no placement 'male'", "trending", "mail");
      HttpResponse<String> profile = service.get("v1/users/ann/profile", key);
      assertThat(profile.statusCode()).isEqualTo(503);
      assertThat(profile.body())
          .contains("store-unavailable", "try again")
          .doesNotContain("localhost", "Redis");
      assertThat(service.get("v1/readers", key).statusCode()).isEqualTo(404);

      HttpResponse<String> reranked =
          service.post(
              "v2/rerank",
              "{\"query\":\"q\",\"documents\":[\"a\"]}",
              "Content-Type",
              "application/json",
              "Authorization",
              "Bearer one");
      assertThat(reranked.statusCode()).isEqualTo(503);
      assertThat(reranked.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(reranked.body()).startsWith("{\"message\":\"no model");

      HttpResponse<String> health = service.get("q/health");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body())
          .contains("no model", "\"redis\"", "\"kafka\"")
          .doesNotContain("localhost");
      assertThat(service.get("q/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutKeysItDoesNotStart() throws Exception {
    try (Serving service = new Serving(Map.of())) {
      assertThat(service.out().lines())
          .singleElement()
          .asString()
          .contains("edgewise.api-keys", "edgewise.auth=off");
      assertThat(service.ended()).isEqualTo(2);
    }
  }

  @Test
  void aHeapThatIsTooSmallIsNamed() throws Exception {
    try (Serving service = new Serving(Map.of("EDGEWISE_AUTH", "off"), "-Xmx20m")) {
      assertThat(service.out().lines())
          .anyMatch(line ->
              line.contains("the heap of 20 MiB is too small")
                  && line.contains("EDGEWISE_JAVA_OPTIONS=-Xmx"));
      assertThat(service.ended()).isEqualTo(1);
    }
  }
}
