/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.TaskReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Precomputed lists, the blend, the log of rankings, queries and languages, over HTTP. */
@ExtendWith(SharedDemo.class)
class RankingIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INCEPTION = "1375666";

  private static RunningDemo demo;
  private static JsonNode bundled;

  /** Gives the model a part in the order, since the bundled model has none. */
  @BeforeAll
  static void connect(RunningDemo running) throws Exception {
    demo = running;
    bundled = demo.json("v1/blend").path("weights");
    version(demo.put("v1/blend", "{\"weights\":{\"firstStage\":1,\"model\":0.5}}"));
  }

  @AfterAll
  static void restore() throws Exception {
    version(demo.put("v1/blend", "{\"weights\":" + bundled + "}"));
  }

  private static String reader(String... liked) throws Exception {
    String user = "ranking-" + UUID.randomUUID();
    for (String item : liked) {
      String event =
          "{\"id\":\"%s\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"like\",\"time\":\"%s\"}"
              .formatted(item, user, item, Instant.now());
      HttpResponse<String> answer = demo.post("v1/events", event);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
    return user;
  }

  private static JsonNode list(String user, String more) throws Exception {
    return demo.json("v1/recommendations/" + user + "?limit=5&deadline=10s" + more);
  }

  private static String rankedBy(JsonNode list) {
    return list.path("items").path(0).path("rankedBy").asText();
  }

  @Test
  void aChangedProfileIsRankedAheadAndTheListSaysSo() throws Exception {
    String user = reader(INCEPTION);
    RunningDemo.until(() -> storedForTheKnown(list(user, "")));
    JsonNode stored = list(user, "&explain=true");
    assertThat(stored.path("degraded").asBoolean()).isFalse();
    assertThat(stored.path("timings").path("model").asDouble()).isZero();
    List<String> facts = new ArrayList<>();
    stored.path("facts").forEach(fact -> facts.add(fact.path("id").asText()));
    for (JsonNode item : stored.path("items")) {
      assertThat(item.path("rankedBy").asText()).isEqualTo("stored");
      List<String> known = new ArrayList<>(facts);
      item.path("facts").forEach(fact -> known.add(fact.path("id").asText()));
      assertThat(item.path("reason").path("cites").size()).isPositive();
      item.path("reason").path("cites").forEach(c -> assertThat(known).contains(c.asText()));
    }
    JsonNode ahead = check("ahead");
    assertThat(ahead.path("made").asInt()).isPositive();
    assertThat(ahead.path("failures").asInt()).isZero();

    demo.putItem("new-" + user, "Something new");
    assertThat(rankedBy(list(user, ""))).isEqualTo("model");
    demo.hideItem("new-" + user);
  }

  private static boolean storedForTheKnown(JsonNode list) {
    return list.path("known").asBoolean() && rankedBy(list).equals("stored");
  }

  private static JsonNode check(String name) throws Exception {
    for (JsonNode check : demo.json("q/health").path("checks")) {
      if (check.path("name").asText().equals(name)) {
        return check.path("data");
      }
    }
    throw new AssertionError("no check " + name);
  }

  @Test
  void theBlendIsReplacedAndRolledBackByOneCall() throws Exception {
    String user = reader();
    JsonNode own = demo.json("v1/blend").path("weights");
    int versions = demo.json("v1/blend/versions").path("versions").size();
    assertThat(own.path("model").asDouble()).isPositive();
    JsonNode first =
        version(demo.put("v1/blend", "{\"weights\":{\"model\":1},\"note\":\"alone\"}"));
    JsonNode alone = list(user, "&explain=true");
    assertThat(alone.path("blend").asLong()).isEqualTo(first.path("version").asLong());
    for (JsonNode item : alone.path("items")) {
      double logit = 0;
      for (JsonNode part : item.path("contributions")) {
        logit += part.asDouble();
      }
      assertThat(item.path("score").asDouble()).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-9));
      assertThat(item.path("contributions").has("model")).isTrue();
      assertThat(item.path("contributions").has("prior")).isFalse();
    }
    version(demo.put("v1/blend", "{\"weights\":{\"model\":0,\"popularity\":1}}"));
    JsonNode popular = list(user, "&explain=true");
    assertThat(popular.path("items").path(0).path("contributions").has("popularity")).isTrue();
    assertThat(popular.path("items").path(0).path("contributions").has("model")).isFalse();
    version(demo.post("v1/blend/current", "{\"version\":" + first.path("version") + "}"));
    // not the identical list: the first stage learns in the background, and facts change with it
    JsonNode again = list(user, "&explain=true");
    assertThat(again.path("blend").asLong()).isEqualTo(first.path("version").asLong());
    assertThat(again.path("items").path(0).path("contributions").has("model")).isTrue();
    assertThat(again.path("items").path(0).path("contributions").has("popularity")).isFalse();
    assertThat(demo.json("v1/blend/versions").path("versions").size()).isEqualTo(versions + 2);

    for (String wrong :
        List.of(
            "{}",
            "{\"weights\":{\"modl\":1}}",
            "{\"weights\":{\"model\":\"1\"}}",
            "{\"weights\":{\"model\":1},\"model\":\"another\"}",
            "{\"weights\":{\"slope\":-1}}")) {
      HttpResponse<String> answer = demo.put("v1/blend", wrong);
      assertThat(answer.statusCode()).as(wrong + answer.body()).isEqualTo(400);
    }
    assertThat(demo.post("v1/blend/current", "{\"version\":99}").statusCode()).isEqualTo(404);
    version(demo.put("v1/blend", "{\"weights\":" + own + "}"));
  }

  private static JsonNode version(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void everyRankingStandsInTheLog() throws Exception {
    String user = reader();
    JsonNode list = list(user, "");
    Map<String, JsonNode> logged = new ConcurrentHashMap<>();
    String kafka = demo.kafka();
    KafkaSettings settings = new KafkaSettings(kafka, "edgewise.events", "dead", "it", 8);
    try (TaskReader reader =
        new TaskReader(
            settings,
            "edgewise.rankings",
            "it",
            task -> task.user().equals(user) ? 1 : 0,
            task -> {
              JsonNode entry = tree(task.value());
              logged.put(entry.path("requestId").asText(), entry);
            })) {
      reader.start();
      String id = list.path("requestId").asText();
      RunningDemo.until(() -> logged.containsKey(id));
      JsonNode entry = logged.get(id);
      assertThat(entry.path("user").asText()).isEqualTo(user);
      assertThat(entry.path("items").size()).isEqualTo(5);
      for (int i = 0; i < 5; i++) {
        JsonNode item = entry.path("items").path(i);
        assertThat(item.path("id")).isEqualTo(list.path("items").path(i).path("id"));
        assertThat(item.path("position").asInt()).isEqualTo(i + 1);
        assertThat(item.path("propensity").asDouble()).isEqualTo(1);
        assertThat(item.path("features").has("popularity")).isTrue();
        assertThat(item.path("features").has("model")).isTrue();
        assertThat(item.path("contributions").size()).isPositive();
      }
    }
  }

  private static String feedback(JsonNode list, int item, String type) {
    return "{\"requestId\":\"%s\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"%s\"}"
        .formatted(
            list.path("requestId").asText(),
            list.path("user").asText(),
            list.path("items").path(item).path("id").asText(),
            type);
  }

  private static long count(String outcome) throws Exception {
    String name = "edgewise_feedback_events_total{outcome=\"" + outcome + "\"} ";
    return demo.get("q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  @Test
  void feedbackFindsItsRankingAndCountsOnce() throws Exception {
    String user = reader();
    JsonNode list = list(user, "");
    String like = feedback(list, 2, "like");
    String path = "v1/feedback";
    JsonNode taken = JSON.readTree(demo.post(path, like).body());
    assertThat(taken.path("accepted").asInt()).isEqualTo(1);
    String all =
        "[" + feedback(list, 0, "impression") + "," + feedback(list, 1, "hide") + "," + like + "]";
    JsonNode again = JSON.readTree(demo.post(path, all).body());
    assertThat(again.path("accepted").asInt()).isEqualTo(3);
    assertThat(again.path("repeated").asInt()).isEqualTo(1);
    JsonNode profile =
        demo.json(
            "v1/users/" + user + "/profile", "X-Edgewise-After", again.path("token").asText());
    assertThat(profile.path("interactions").asInt()).isEqualTo(3);

    String stray = feedback(list, 0, "like").replace(user, "another-" + user);
    long strays = count("unattributed");
    HttpResponse<String> lines =
        demo.postWith(path, stray + "\n{}\n", "Content-Type", "application/x-ndjson");
    assertThat(lines.statusCode()).isEqualTo(202);
    assertThat(lines.body()).contains("\"accepted\":1", "requestId: must be the requestId");
    assertThat(demo.post(path, "{}").statusCode()).isEqualTo(400);

    RunningDemo.until(() -> {
      demo.json("v1/measures");
      return count("liked") >= 1 && count("disliked") >= 1 && count("unattributed") > strays;
    });
    JsonNode measures = demo.json("v1/measures");
    assertThat(Instant.parse(measures.path("since").asText())).isBefore(Instant.now());
    JsonNode made = measures.path("makers").path(0);
    assertThat(made.path("maker").path("model").asText()).hasSize(64);
    assertThat(made.path("maker").path("rankedBy").asText()).isNotEmpty();
    assertThat(made.path("shown").asInt()).isPositive();
    long liked = 0;
    for (JsonNode one : measures.path("makers")) {
      liked += one.path("liked").asLong();
    }
    assertThat(liked).isPositive();
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRequestPagesThroughOneList() throws Exception {
    String user = reader();
    JsonNode first = list(user, "&diversity=0.3");
    int total = first.path("total").asInt();
    assertThat(first.path("offset").asInt()).isZero();
    assertThat(total).isEqualTo(60);
    String request = "&request=" + first.path("requestId").asText();
    reader(INCEPTION); // something happens meanwhile
    List<String> ids = new ArrayList<>();
    first.path("items").forEach(item -> ids.add(item.path("id").asText()));
    while (ids.size() < total) {
      JsonNode next = list(user, request + "&offset=" + ids.size());
      assertThat(next.path("requestId")).isEqualTo(first.path("requestId"));
      for (JsonNode item : next.path("items")) {
        assertThat(item.path("rank").asInt()).isEqualTo(ids.size() + 1);
        assertThat(item.path("reason").path("text").asText()).isNotEmpty();
        ids.add(item.path("id").asText());
      }
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(list(user, request + "&offset=1000").path("items")).isEmpty();

    String path = "v1/recommendations/";
    HttpResponse<String> others = demo.get(path + "another-" + user + "?limit=5" + request);
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(others.body()).contains("unknown-request", "send neither request nor offset");
    assertThat(demo.get(path + user + "?offset=10").statusCode()).isEqualTo(400);
    assertThat(demo.delete("v1/users/" + user).statusCode()).isEqualTo(200);
    assertThat(demo.get(path + user + "?limit=5" + request).statusCode()).isEqualTo(404);
  }

  @Test
  void aQueryBringsWhatWasAskedFor() throws Exception {
    String user = reader(INCEPTION);
    String query = URLEncoder.encode("hobbit journey", StandardCharsets.UTF_8);
    JsonNode found = list(user, "&q=" + query);
    List<String> titles = new ArrayList<>();
    found.path("items").forEach(item -> titles.add(item.path("title").asText()));
    assertThat(titles).anyMatch(title -> title.contains("Hobbit"));
    assertThat(rankedBy(found)).isEqualTo("model");
  }

  @Test
  void aQueryThatNothingMatchesIsSaidToBeOne() throws Exception {
    String user = reader(INCEPTION);
    JsonNode found = list(user, "&q=zzzzqqq");
    assertThat(found.path("items")).isNotEmpty();
    assertThat(found.path("notes").path(0).path("code").asText()).isEqualTo("query");
    assertThat(found.path("notes").path(0).path("message").asText()).contains("“zzzzqqq”");
    JsonNode one = list(user, "&q=" + URLEncoder.encode("샤이닝", StandardCharsets.UTF_8));
    assertThat(one.path("items").path(0).path("reason").path("text").asText())
        .contains("“샤이닝”, which is its title in another language");
    assertThat(one.path("notes").path(0).path("message").asText())
        .contains("“샤이닝”; the others are");
    for (String known : List.of("love", "1980s")) {
      assertThat(list(user, "&q=" + known).path("notes").findValuesAsText("code"))
          .as(known)
          .doesNotContain("query");
    }
  }

  @Test
  void aQueryForWhatTheUserHasHadIsSaidToBeOne() throws Exception {
    String user = reader(INCEPTION);
    String preferences = "v1/users/" + user + "/preferences"; // done when the like is, too
    assertThat(demo.patch(preferences, "{\"language\":\"en\"}").statusCode()).isEqualTo(200);
    JsonNode found = list(user, "&q=incepton");
    assertThat(found.path("notes").findValuesAsText("code")).contains("query", "had");
    assertThat(found.path("notes").findValues("titles").toString()).isEqualTo("[[\"Inception\"]]");
    assertThat(found.path("items").findValuesAsText("title")).doesNotContain("Inception");
  }

  /** "No horror" among the likes was a liking of horror, and Korean words were nothing. */
  @Test
  void statedPreferencesActOnTheNextList() throws Exception {
    String[] readers = {reader(), reader("0081505", "0070047"), reader("0081505", "0070047")};
    String[] stated = {
      "{\"likes\":[\"films with Al Pacino\", \"no horror\"]}",
      "{\"likes\":[\"Al Pacino\"],\"dislikes\":[\"anything scary\"]}",
      "{\"likes\":[\"알 파치노 나오는 영화\"],\"dislikes\":[\"공포 영화는 싫어요\"]}"
    };
    for (int i = 0; i < readers.length; i++) {
      String preferences = "v1/users/" + readers[i] + "/preferences";
      assertThat(demo.patch(preferences, stated[i]).statusCode()).isEqualTo(200);
      JsonNode items = list(readers[i], "").path("items");
      assertThat(items.findValuesAsText("star").stream().filter("Al Pacino"::equals).count())
          .as("%s: %s", stated[i], items.findValuesAsText("title"))
          .isBetween(2L, 8L);
      assertThat(items)
          .allSatisfy(
              item -> assertThat(item.path("categories").toString()).doesNotContain("Horror"));
      assertThat(items.findValuesAsText("text").toString()).contains("films with Al Pacino");
      assertThat(list(readers[i], "&q=horror").path("items").toString()).contains("Horror");
    }
  }

  @Test
  void everyItemMeetsTheConditionsOfAWish() throws Exception {
    String user = reader(INCEPTION);
    String wish = "an eighties comedy without romance, something like Airplane";
    JsonNode found = list(user, "&q=" + URLEncoder.encode(wish, StandardCharsets.UTF_8));
    List<String> conditions = new ArrayList<>();
    found.path("conditions").forEach(one -> conditions.add(one.path("text").asText()));
    assertThat(conditions).containsExactly("1980–1989", "Comedy", "not Romance", "like “Airplane”");
    assertThat(found.path("items").findValuesAsText("title")).doesNotContain("Airplane!");
    assertThat(found.path("items").path(0).path("reason").path("text").asText())
        .contains("“Airplane!”");
    assertThat(found.path("conditions").path(2).path("words").asText())
        .isEqualTo("without romance");
    assertThat(found.path("items"))
        .isNotEmpty()
        .allSatisfy(item -> {
          assertThat(item.path("attributes").path("year").asInt()).isBetween(1980, 1989);
          assertThat(item.path("categories").toString())
              .contains("Comedy")
              .doesNotContain("Romance");
        });
    JsonNode plain = list(user, "&q=hobbit");
    assertThat(plain.has("conditions")).isFalse();
  }

  @Test
  void reasonsComeInKoreanWhenAskedFor() throws Exception {
    String user = reader(INCEPTION);
    for (JsonNode item : list(user, "&lang=ko").path("items")) {
      assertThat(item.path("reason").path("text").asText()).containsPattern("[가-힣]");
    }
  }

  /**
   * A newcomer found that 27 % of the reasons named only a genre, and that two people shared some.
   */
  @Test
  void fewReasonsNameOnlyAGenreAndHardlyTwoPeopleHearTheSame() throws Exception {
    List<String> reasons = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (JsonNode reader : demo.json("v1/readers").path("readers")) {
      String user = reader.path("user").asText();
      for (JsonNode item : list(user, "&explain=true").path("items")) {
        String reason = item.path("reason").path("text").asText();
        List<String> cites = new ArrayList<>();
        item.path("reason").path("cites").forEach(id -> cites.add(id.asText()));
        reasons.add(reason);
        boolean telling = false;
        for (JsonNode fact : item.path("facts")) {
          telling |=
              cites.contains(fact.path("id").asText())
                  && !fact.path("text").asText().matches("(genre|liked by people who) .*");
        }
        if (!telling) {
          plain.add(reason);
        }
      }
    }
    assertThat(plain.size()).describedAs("%s", plain).isLessThan(reasons.size() / 10);
    assertThat(reasons.stream().distinct().count()).isGreaterThan(reasons.size() * 19L / 20);
  }

  /** Found by a newcomer: Korean reasons named "Oldeuboi", and English ones a Japanese title. */
  @Test
  void titlesComeInTheReadersLanguage() throws Exception {
    String user = reader(INCEPTION);
    for (JsonNode item : list(user, "&lang=ko").path("items")) {
      assertThat(item.path("title").asText()).containsPattern("[가-힣0-9]");
      assertThat(item.path("reason").path("text").asText()).doesNotContain("Inception");
    }
    assertThat(list(user, "&lang=ko").path("items").findValuesAsText("text").toString())
        .contains("“인셉션”");
    for (String language : List.of("ko", "en")) {
      JsonNode profile = demo.json("v1/users/" + user + "/profile?lang=" + language);
      assertThat(profile.path("recent").findValuesAsText("title"))
          .containsExactly(language.equals("ko") ? "인셉션" : "Inception");
    }
  }

  @Test
  void theStreamSendsTheRankingFirstThenEachReasonThenDone() throws Exception {
    String user = reader();
    HttpResponse<String> answer =
        demo.get("v1/recommendations/" + user + "/stream?limit=3&deadline=10s&rewrite=true");
    List<String> events = answer.body().lines().filter(line -> line.startsWith("event:")).toList();
    assertThat(events)
        .containsExactly(
            "event:ranking", "event:reason", "event:reason", "event:reason", "event:done");
    assertThat(answer.body()).contains("\"done\":true").contains("\"source\":\"template\"");
  }

  @Test
  void parametersThatAreWrongAreNamed() throws Exception {
    Map<String, String> wrong =
        Map.of(
            "tone=loud",
            "warm",
            "words=3",
            "from 5 to 100",
            "diversity=2",
            "from 0 to 1",
            "request=1",
            "requestId",
            "lang=1",
            "language tag",
            "rewrite=maybe",
            "rewrite must be",
            "q=" + "x".repeat(1001),
            "at most 1000");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      HttpResponse<String> answer = demo.get("v1/recommendations/ann?" + each.getKey());
      assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(400);
      assertThat(answer.body()).contains(each.getValue());
    }
  }
}
