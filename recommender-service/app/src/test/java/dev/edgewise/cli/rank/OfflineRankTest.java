/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineRankTest {
  private static final String REQUEST =
      """
      {"profile": {"facts": ["loves Drama", "hates Horror", "from Leeds"], "language": "en",
                   "history": [{"title": "Moon", "type": "rate", "value": 9},
                               {"title": "Saw", "type": "dislike"},
                               {"title": "Up", "type": "view"}]},
       "query": "something quiet", "limit": 2, "reasons": true,
       "candidates": [
         {"id": "a", "title": "Gravity", "categories": ["Drama"], "attributes": {"year": 2013}},
         {"id": "b", "title": "Alien", "categories": ["Horror"], "text": "In space."},
         {"id": "c", "title": "Amour", "categories": ["Drama"]}]}
      """;

  @TempDir private static Path folder;
  private static Path archive;

  @BeforeAll
  static void writeArchive() {
    archive = folder.resolve("random");
    PhiArchive.writeRandom(archive, "random", PhiShape.small(32, 1, 2, 64, 512), 1);
  }

  @Test
  void aRequestIsAnsweredWithPlacesReasonsTokensAndTimes() throws IOException {
    JsonObject reply = rank(REQUEST);

    JsonArray items = reply.getAsJsonArray("items");
    assertThat(items).hasSize(2);
    for (JsonElement element : items) {
      JsonObject item = element.getAsJsonObject();
      assertThat(item.keySet())
          .containsExactly(
              "id",
              "title",
              "rank",
              "score",
              "firstStageRank",
              "rankedBy",
              "contributions",
              "reason");
      assertThat(item.getAsJsonObject("contributions").keySet()).contains("model");
      assertThat(item.get("rankedBy").getAsString()).isEqualTo("model");
      assertThat(item.get("score").getAsDouble()).isBetween(0.0, 1.0);
      JsonObject reason = item.getAsJsonObject("reason");
      assertThat(reason.get("text").getAsString()).isNotBlank();
      assertThat(reason.get("source").getAsString()).isEqualTo("template");
    }
    assertThat(reply.getAsJsonObject("model").get("trained").getAsBoolean()).isFalse();
    assertThat(reply.getAsJsonObject("tokens").keySet())
        .containsExactly("prefix", "branches", "computed");
    assertThat(reply.getAsJsonObject("timings").keySet())
        .containsExactly("load", "model", "reasons", "total");
  }

  @Test
  void theOrderOfCandidatesEntersNoScore() throws IOException {
    JsonObject turned = JsonParser.parseString(REQUEST).getAsJsonObject();
    turned.addProperty("limit", 3);
    Map<String, Double> before = scores(rank(turned.toString()));
    JsonArray candidates = turned.getAsJsonArray("candidates");
    candidates.add(candidates.remove(0));
    assertThat(scores(rank(turned.toString()))).isEqualTo(before);
  }

  @Test
  void nothingToRankGivesNothing() throws IOException {
    assertThat(rank("{\"candidates\": []}").getAsJsonArray("items")).isEmpty();
  }

  @Test
  void statedFactsMeetTheTraitsOfCandidates() {
    UserContext user = RankRequest.parse(REQUEST).ranking().user();
    assertThat(user.facts())
        .containsExactly(
            new Fact("P1", Fact.Kind.LIKED, "category:Drama", "loves Drama"),
            new Fact("P2", Fact.Kind.DISLIKED, "category:Horror", "hates Horror"),
            new Fact("P3", Fact.Kind.IS, "said:from Leeds", "from Leeds"));
    assertThat(user.query()).isEqualTo("something quiet");
    assertThat(user.history())
        .extracting(PastItem::weight)
        .usingElementComparator(Comparator.comparingDouble(w -> Math.round(w * 1000)))
        .containsExactly(0.75, -1.0, 0.1);
  }

  @Test
  void badRequestsAreNamed() {
    assertBad("{", "not JSON");
    assertBad("[]", "the request must be a JSON object, not an array");
    assertBad("{}", "candidates: missing; must be an array");
    assertBad(
        "{\"candidates\": 5}",
        "candidates: must be an array of at most 10000 entries, not a number");
    assertBad(
        "{\"candidates\": [{\"title\": \"x\"}]}", "candidates[0].id: missing; must be a string");
    assertBad(
        "{\"candidates\": [{\"id\": \"1\", \"title\": {}}]}",
        "candidates[0].title: must be a string, not an object");
    assertBad(
        "{\"candidates\": [{\"id\": \"1\", \"title\": \" \"}]}",
        "candidates[0].title: must not be blank");
    assertBad(
        "{\"candidates\": [{\"id\":\"1\",\"title\":\"x\"},{\"id\":\"1\",\"title\":\"y\"}]}",
        "candidates[1].id: is 1");
    assertBad("{\"candidates\": [], \"limit\": 0}", "limit: must be a whole number from 1");
    assertBad("{\"candidates\": [], \"reasons\": \"yes\"}", "reasons: must be true or false");
    assertBad(
        "{\"candidates\": [], \"profile\": {\"facts\": [1]}}",
        "profile.facts[0]: must be a string, not 1");
    assertBad(
        "{\"candidates\": [], \"profile\": {\"history\": [{\"title\": \"x\"}]}}",
        "profile.history[0].type: missing");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> OfflineRank.run(archive, folder.resolve("none.json")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none.json");
  }

  private static void assertBad(String json, String message) {
    assertThatThrownBy(() -> RankRequest.parse(json))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private static JsonObject rank(String request) throws IOException {
    Path file = Files.writeString(folder.resolve("request.json"), request);
    return JsonParser.parseString(OfflineRank.run(archive, file)).getAsJsonObject();
  }

  private static Map<String, Double> scores(JsonObject reply) {
    Map<String, Double> scores = new TreeMap<>();
    for (JsonElement item : reply.getAsJsonArray("items")) {
      JsonObject entry = item.getAsJsonObject();
      scores.put(entry.get("id").getAsString(), entry.get("score").getAsDouble());
    }
    return scores;
  }
}
