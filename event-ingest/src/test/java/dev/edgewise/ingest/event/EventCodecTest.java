/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.ingest.TestEvents;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.ProfileRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final String WHOLE =
      """
      {"id":"e1","source":"web","user":"ann","item":"42","type":"rate",
       "time":"2026-01-31T12:00:00.250+01:00","value":7.5,"traits":["genre:Drama"],
       "context":{"device":"phone","hour":9,"app":true},"later":{"more":[1]}}\
      """;

  @Test
  void readsEveryFieldAndIgnoresOthers() throws Exception {
    Event event = EventCodec.decode(WHOLE.getBytes(UTF_8));

    assertThat(event)
        .isEqualTo(
            new Event(
                "e1",
                "web",
                "ann",
                "42",
                "rate",
                Instant.parse("2026-01-31T11:00:00.250Z"),
                7.5,
                List.of("genre:Drama"),
                Map.of("device", "phone", "hour", "9", "app", "true")));
  }

  @Test
  void leavesOptionalFieldsOut() throws Exception {
    Event event = EventCodec.decode(TestEvents.json("e1", "ann", "42").getBytes(UTF_8));

    assertThat(event.source()).isEqualTo(EventCodec.DEFAULT_SOURCE);
    assertThat(event.value()).isNull();
    assertThat(event.traits()).isEmpty();
    assertThat(event.context()).isEmpty();
  }

  @Test
  void namesWhatIsMissing() {
    for (String field : List.of("id", "user", "item", "type", "time")) {
      ObjectNode json = TestEvents.node();
      json.remove(field);
      assertBad(json, field, "missing");
      json.putNull(field);
      assertBad(json, field, "missing");
    }
  }

  @Test
  void namesWhatHasTheWrongType() {
    assertBad(TestEvents.node().put("id", 7), "id", "must be a string, not 7");
    assertBad(TestEvents.node().put("user", true), "user", "must be a string");
    assertBad(TestEvents.node().put("type", " "), "type", "must not be blank");
    assertBad(TestEvents.node().put("value", "7"), "value", "must be a finite number, not \"7\"");
    assertBad(TestEvents.node().put("traits", "x"), "traits", "must be an array");
    assertBad(TestEvents.node().put("context", "x"), "context", "must be an object");
    ObjectNode traits = TestEvents.node();
    traits.putArray("traits").add("a:b").add(3);
    assertBad(traits, "traits[1]", "must be a string, not 3");
    ObjectNode context = TestEvents.node();
    context.putObject("context").putArray("device");
    assertBad(context, "context.device", "must be a string, number or boolean");
  }

  @Test
  void onlySearchesAndRequestsMayLackAnItem() throws Exception {
    ObjectNode json = TestEvents.node().put("type", "search");
    json.remove("item");
    json.putObject("context").put("query", "tea");
    Event search = EventCodec.read(json);
    assertThat(search.item()).isEmpty();
    assertThat(EventCodec.decode(EventCodec.encode(search))).isEqualTo(search);
    Event request =
        new ProfileRequest.Correct("de", List.of("tea"), null).event("ann", "1", TestEvents.TIME);
    assertThat(EventCodec.decode(EventCodec.encode(request))).isEqualTo(request);

    assertBad(json.put("type", "view"), "item", "missing");
    assertBad(json.put("type", "search").put("item", ""), "item", "must not be blank");
    assertThat(EventCodec.read(json.put("item", "42")).item()).isEqualTo("42");
  }

  @Test
  void wantsTimesOfRfc3339() {
    for (String time :
        List.of(
            "yesterday",
            "2026-01-31",
            "2026-01-31T12:00Z",
            "2026-02-30T12:00:00Z",
            "2026-01-31T12:00:00",
            "2026-01-31 12:00:00Z",
            "2026-01-31T25:00:00Z",
            "2026-01-31T12:00:00+99:00",
            "+12026-01-31T12:00:00Z")) {
      assertBad(TestEvents.node().put("time", time), "time", "must be an RFC 3339 time");
    }
    assertBad(TestEvents.node().put("time", 1769860800), "time", "must be an RFC 3339 time");
  }

  @Test
  void boundsLengthsAndCharacters() {
    assertBad(
        TestEvents.node().put("id", "x".repeat(257)), "id", "at most 256 characters, not 257");
    assertBad(TestEvents.node().put("user", "a\u0000b"), "user", "control characters");
    assertBad(TestEvents.node().put("user", "a\ud800b"), "user", "well-formed Unicode");
    assertBad(TestEvents.node().put("user", "a\udc00"), "user", "well-formed Unicode");
    assertBad(TestEvents.node().put("user", "a\ud800"), "user", "well-formed Unicode");
    ObjectNode many = TestEvents.node();
    for (int i = 0; i < 65; i++) {
      many.withArray("traits").add("a:" + i);
    }
    assertBad(many, "traits", "at most 64");
  }

  @Test
  void boundsTheContextAndItsNames() {
    ObjectNode json = TestEvents.node();
    json.putObject("context").put("k".repeat(257), "v");
    assertBad(json, "context", "a name must be at most 256 characters, not 257");
    json.putObject("context").put("a\tb", "v");
    assertBad(json, "context", "a name must not contain control characters");
    json.putObject("context").put("k", "v".repeat(1025));
    assertBad(json, "context.k", "must be at most 1024 characters, not 1025");
    ObjectNode many = json.putObject("context");
    for (int i = 0; i < 65; i++) {
      many.put("k" + i, "v");
    }
    assertBad(json, "context", "must have at most 64 entries, not 65");
  }

  /** A producer that writes to Kafka is bound like {@code PATCH /v1/users/{user}/preferences}. */
  @Test
  void boundsRequestsAboutAProfile() {
    ObjectNode json = TestEvents.node().put("type", "edgewise.correct");
    ObjectNode context = json.putObject("context").put("likes", "21");
    for (int i = 0; i < 21; i++) {
      context.put("likes.%02d".formatted(i), "tea");
    }
    assertBad(json, "context", "likes must be at most 20, not 21");
    json.putObject("context").put("likes", "1").put("likes.00", "x".repeat(201));
    assertBad(json, "context", "likes must each have at most 200 characters, not 201");
  }

  @Test
  void theLargestEventFitsIntoARecordOfKafka() throws Exception {
    ObjectNode json = TestEvents.node();
    String wide = "\u2603"; // three bytes in UTF-8
    for (String field : List.of("id", "source", "user", "item", "type")) {
      json.put(field, wide.repeat(Event.MAX_ID));
    }
    ObjectNode context = json.putObject("context");
    for (int i = 0; i < 64; i++) {
      json.withArray("traits").add((char) (0x3041 + i) + wide.repeat(Event.MAX_ID - 1));
      context.put((char) (0x3041 + i) + wide.repeat(Event.MAX_ID - 1), wide.repeat(Event.MAX_TEXT));
    }
    assertThat(EventCodec.encode(EventCodec.read(json)).length).isBetween(250_000, 500_000);
  }

  @Test
  void refusesNumbersThatAreNone() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      ObjectNode json = TestEvents.node();
      json.set("value", new DoubleNode(value));
      assertBad(json, "value", "must be a finite number");
    }
    assertBadBytes(TestEvents.json("e1", "ann", "42").replace("}", ",\"value\":1e999}"), "value");
    assertBadBytes(TestEvents.json("e1", "ann", "42").replace("}", ",\"value\":NaN}"), "not JSON");
  }

  @Test
  void refusesWhatIsNoObject() {
    assertBadBytes("", "must be a JSON object");
    assertBadBytes("[]", "must be a JSON object");
    assertBadBytes("7", "must be a JSON object");
    assertBadBytes("{\"id\":", "not JSON");
    assertBadBytes(TestEvents.json("e1", "ann", "42") + "{}", "not JSON");
    assertBadBytes(TestEvents.json("e1", "ann", "42").replace("{", "{\"id\":\"e0\","), "not JSON");
    assertBadBytes("[".repeat(100_000), "not JSON");
    assertThatThrownBy(() -> EventCodec.decode(new byte[] {'"', (byte) 0xff, '"'}))
        .isInstanceOf(BadEventException.class);
  }

  @Test
  void messagesAreOneShortLine() {
    ObjectNode json = TestEvents.node().put("time", "a\nb\r\u0007" + "x".repeat(10_000));
    assertThatThrownBy(() -> EventCodec.read(json))
        .satisfies(e ->
            assertThat(e.getMessage()).doesNotContain("\n", "\r", "\u0007").hasSizeLessThan(200));
  }

  @Test
  void givesBackWhatItWrote() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Event event = TestEvents.random(random);
      assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }
  }

  /** Any bytes give either an event that can be encoded again, or a {@link BadEventException}. */
  @Test
  void survivesDamagedInput() {
    Random random = new Random(11);
    Map<String, Integer> outcomes = new HashMap<>();
    for (int i = 0; i < 40_000; i++) {
      byte[] bytes = Damage.to(EventCodec.encode(TestEvents.random(random)), random);
      outcomes.merge(outcome(bytes), 1, Integer::sum);
    }
    assertThat(outcomes)
        .containsOnlyKeys("good", "bad")
        .allSatisfy((k, n) -> assertThat(n).isGreaterThan(500));
  }

  private static String outcome(byte[] bytes) {
    try {
      Event event = EventCodec.decode(bytes);
      assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
      return "good";
    } catch (BadEventException e) {
      assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(500);
      return "bad";
    }
  }

  private static void assertBad(ObjectNode json, String field, String why) {
    assertThatThrownBy(() -> EventCodec.read(json))
        .isInstanceOf(BadEventException.class)
        .hasMessageStartingWith(field + ": ")
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(((BadEventException) e).field()).isEqualTo(field));
  }

  private static void assertBadBytes(String json, String why) {
    assertThatThrownBy(() -> EventCodec.decode(json.getBytes(UTF_8)))
        .isInstanceOf(BadEventException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesNodesOfOtherKinds() {
    assertThatThrownBy(() -> EventCodec.read(JsonNodeFactory.instance.missingNode()))
        .isInstanceOf(BadEventException.class)
        .hasMessage("an event must be a JSON object, not nothing");
  }

  /** {@code ratingscale} was taken in silence, and the rating read on another scale. */
  @Test
  void namesInTheContextThatAreNearlyOursAreRefused() throws Exception {
    for (String name : List.of("ratingscale", "rating_scale", "Device", "languag", "Query")) {
      ObjectNode json = TestEvents.node();
      json.putObject("context").put(name, "1,10");
      assertThatThrownBy(() -> EventCodec.readKnown(json))
          .hasMessageStartingWith("context." + name + ": did you mean ");
      assertThat(EventCodec.read(json).context()).as("records in Kafka").containsKey(name);
    }
    ObjectNode free = TestEvents.node();
    free.putObject("context").put("hour", 9).put("ratingScale", "1,5").put("deviceModel", "x");
    assertThat(EventCodec.readKnown(free).context()).hasSize(3);
  }

  @Test
  void timesBefore1970AreRefused() throws Exception {
    for (String time : List.of("0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z")) {
      ObjectNode json = TestEvents.node().put("time", time);
      assertThatThrownBy(() -> EventCodec.read(json))
          .hasMessage("time: " + time + " lies before 1970; must be the time of the action");
    }
    ObjectNode first = TestEvents.node().put("time", "1970-01-01T00:00:00Z");
    assertThat(EventCodec.read(first).time()).isEqualTo(Instant.EPOCH);
  }
}
