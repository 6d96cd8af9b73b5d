/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.RunningDemo;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A new user of the demo who does things. The profile behind an answer always has all of them. */
final class NewReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningDemo demo;
  private final String user = "persona-" + UUID.randomUUID();
  private String[] after = {};

  NewReader(RunningDemo demo) {
    this.demo = demo;
  }

  /** Sends one event of this type for each of the films. */
  NewReader does(String type, List<String> films) throws Exception {
    List<Map<String, String>> events = new ArrayList<>();
    for (String film : films) {
      String id = UUID.randomUUID().toString();
      String now = Instant.now().toString();
      events.add(Map.of("id", id, "user", user, "item", film, "type", type, "time", now));
    }
    HttpResponse<String> answer = demo.post("v1/events", JSON.writeValueAsString(events));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String token = JSON.readTree(answer.body()).path("token").asText();
    after = new String[] {"X-Edgewise-After", token};
    return this;
  }

  /** The list of ten at the default settings. */
  JsonNode list() throws Exception {
    return list("limit=10");
  }

  JsonNode list(String parameters) throws Exception {
    // enough time on a busy machine, so that the list is never one of popular films only
    return demo.json("v1/recommendations/" + user + "?deadline=30s&" + parameters, after);
  }

  /** The films of the list of ten at the default settings. */
  List<Item> topTen() throws Exception {
    return films(list());
  }

  /** The films of a list of ten with further parameters. */
  List<Item> topTen(String parameters) throws Exception {
    return films(list("limit=10&" + parameters));
  }

  static List<Item> films(JsonNode list) {
    List<Item> films = new ArrayList<>();
    for (JsonNode entry : list.path("items")) {
      films.add(Persona.CATALOGUE.find(entry.path("id").asText()).orElseThrow());
    }
    return films;
  }

  /** The profile's likings by trait, in hundredths. */
  Map<String, Long> likings() throws Exception {
    String path = "v1/users/" + user + "/profile";
    Map<String, Long> likings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> trait :
        demo.json(path, after).path("affinities").properties()) {
      likings.put(trait.getKey(), Math.round(100 * trait.getValue().asDouble()));
    }
    return likings;
  }
}
