/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.edgewise.profile.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Tests with the examples in CloudEvents 1.0 and its HTTP, Kafka and JSON bindings. */
class CloudEventCodecTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant THEN = Instant.parse("2018-04-05T17:31:00Z");

  private static JsonNode json(CloudEventFile file) throws BadEventException {
    return EventCodec.parse(file.bytes());
  }

  private static Event like(String id, String source, String user, Instant time, Double value) {
    return new Event(id, source, user, "42", "like", time, value, List.of(), Map.of());
  }

  @Test
  void readsTheStructuredExample() throws Exception {
    Event event = CloudEventCodec.read(json(CloudEventFile.read("http-structured.txt")), NOW);

    assertThat(event)
        .isEqualTo(
            new Event(
                "C234-1234-1234",
                "/mycontext",
                "ann",
                "42",
                "like",
                THEN,
                1.5,
                List.of(),
                Map.of("device", "phone", "hour", "17")));
  }

  @Test
  void readsTheStructuredExampleWithDataInBase64AndWithoutATime() throws Exception {
    JsonNode json = json(CloudEventFile.read("http-structured-base64.txt"));

    assertThat(CloudEventCodec.read(json, NOW))
        .isEqualTo(like("D234-1234-1234", "/mycontext", "ann", NOW, null));
  }

  @Test
  void readsTheBinaryExampleOfHttpAndUndoesPercentCoding() throws Exception {
    CloudEventFile file = CloudEventFile.read("http-binary.txt");

    assertThat(CloudEventCodec.isBinary(file.headers()::get)).isTrue();
    assertThat(CloudEventCodec.read(file.headers(), file.bytes(), NOW))
        .isEqualTo(like("1234-1234-1234", "/mycontext/subcontext", "Euro € 😀", THEN, 1.5));
  }

  @Test
  void readsBothExamplesOfKafkaAlike() throws Exception {
    Event expected =
        new Event(
            "1234-1234-1234",
            "/mycontext/subcontext",
            "ann",
            "42",
            "like",
            Instant.parse("2018-04-05T03:56:24Z"),
            null,
            List.of("genre:Drama"),
            Map.of());
    for (String name : List.of("kafka-structured.txt", "kafka-binary.txt")) {
      CloudEventFile file = CloudEventFile.read(name);
      assertThat(CloudEventCodec.isIn(file.kafka())).isTrue();
      assertThat(CloudEventCodec.read(file.kafka(), file.bytes(), NOW)).isEqualTo(expected);
    }
  }

  @Test
  void ourOwnJsonIsNoCloudEvent() {
    Headers headers = new RecordHeaders().add("content-type", "application/json".getBytes(UTF_8));
    assertThat(CloudEventCodec.isIn(headers)).isFalse();
    assertThat(CloudEventCodec.isIn(new RecordHeaders())).isFalse();
    assertThat(CloudEventCodec.isBinary(name -> null)).isFalse();
  }

  private static ObjectNode node() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("specversion", "1.0").put("id", "1").put("source", "/web").put("type", "like");
    node.put("subject", "ann").putObject("data").put("item", "42");
    return node;
  }

  @Test
  void theTypeIsWhatFollowsTheLastDotAndDataNamesTheUserFirst() throws Exception {
    ObjectNode node = node().put("type", "com.shop.purchase");
    node.withObject("/data").put("user", "bob");
    Event event = CloudEventCodec.read(node, NOW);
    assertThat(event.type()).isEqualTo("purchase");
    assertThat(event.user()).isEqualTo("bob");
  }

  @Test
  void aSearchNeedsNoItem() throws Exception {
    ObjectNode node = node().put("type", "com.shop.search");
    node.putObject("data").putObject("context").put("query", "tea");
    Event event = CloudEventCodec.read(node, NOW);
    assertThat(event.item()).isEmpty();
    assertThat(event.context()).containsEntry("query", "tea");
  }

  @Test
  void namesTheAttributeThatIsWrong() {
    for (String name : List.of("specversion", "id", "source", "type")) {
      ObjectNode without = node();
      without.remove(name);
      assertBad(without, name + ": missing");
      assertBad(node().put(name, 7), name + ": must be a string, not 7");
    }
    assertBad(node().put("specversion", "0.3"), "specversion: must be 1.0, not '0.3'");
    assertBad(
        node().put("source", "my shop"), "source: must be a URI or a path such as /shop, not");
    assertBad(node().put("dataschema", "a b"), "dataschema: must be a URI, not 'a b'");
    assertBad(node().put("time", "yesterday"), "time: must be an RFC 3339 time such as 2026");
    assertBad(node().put("time", 7), "time: must be a string, not 7");
    assertBad(node().put("type", "com.shop."), "type: must not be blank");
    assertBad(node().put("type", "edgewise.erase"), "type: must not begin with edgewise.");
    assertBad(node().put("subject", ""), "subject");
    assertBad(node().put("datacontenttype", "text/xml").put("data", "<a/>"), "datacontenttype");
    ObjectNode nobody = node();
    nobody.remove("subject");
    assertBad(nobody, "subject: missing");
  }

  /** Arrays and objects were dropped in silence. */
  @Test
  void anExtensionIsAStringANumberOrABoolean() throws Exception {
    ObjectNode object = node();
    object.putObject("trace").put("id", 1);
    assertBad(object, "trace: an attribute must be a string, number or boolean");
    ObjectNode array = node();
    array.putArray("tags").add("a");
    assertBad(array, "tags: an attribute must be a string, number or boolean");
    assertBad(node().put("myExt", "a"), "myExt: the name of an attribute has only letters a to z");
    ObjectNode right = node().put("a", "x").put("b2", 7).put("c", true).putNull("d");
    assertThat(CloudEventCodec.read(right, NOW).item()).isEqualTo("42");
  }

  @Test
  void namesTheDataThatIsWrong() {
    ObjectNode none = node();
    none.remove("data");
    assertBad(none, "data: must be a JSON object, not nothing");
    assertBad(node().put("data", "42"), "data: must be a JSON object, not a string");
    ObjectNode noItem = node();
    noItem.putObject("data");
    assertBad(noItem, "data.item: missing");
    ObjectNode number = node();
    number.withObject("/data").put("value", "7");
    assertBad(number, "data.value: must be a finite number");
  }

  /** {@code {"itm":..,"typ":"dislike"}} was taken in silence. */
  @Test
  void namesTheDataThatIsUnknownUnlessItComesFromKafka() throws Exception {
    ObjectNode typo = node();
    typo.withObject("/data").put("vlaue", 5);
    assertBad(typo, "data.vlaue: is not known here; did you mean value?");
    ObjectNode type = node();
    type.withObject("/data").put("typ", "dislike");
    assertBad(type, "data.typ: is not known here; known are user, item, value, traits, context");
    CloudEventFile binary = CloudEventFile.read("http-binary.txt");
    byte[] unknown = "{\"item\":\"42\",\"itm\":\"43\"}".getBytes(UTF_8);
    assertThatThrownBy(() -> CloudEventCodec.read(binary.headers(), unknown, NOW))
        .hasMessage("data.itm: is not known here; did you mean item?");
    ObjectNode scale = node();
    scale.withObject("/data").putObject("context").put("ratingscale", "0,10");
    assertBad(scale, "context.ratingscale: did you mean ratingScale?");
    assertBad(node().put("time", "0001-01-01T00:00:00Z"), "time: 0001-01-01T00:00:00Z lies before");
    assertThat(CloudEventCodec.read(node().put("traceparent", "00-1"), NOW).item()).isEqualTo("42");

    Headers headers = new RecordHeaders().add("content-type", CloudEventCodec.JSON.getBytes(UTF_8));
    assertThat(CloudEventCodec.read(headers, typo.toString().getBytes(UTF_8), NOW).item())
        .isEqualTo("42");
  }

  /** Text that isn't base64 was answered in the library's words, and a number with status 500. */
  @Test
  void explainsWrongBase64InPlainWords() {
    for (String wrong : List.of("\"%%%\"", "\"abc\"", "7", "null", "{}")) {
      ObjectNode json = node();
      json.remove("data");
      json.putRawValue("data_base64", new RawValue(wrong));
      byte[] sent = json.toString().getBytes(UTF_8);
      assertThatThrownBy(() -> CloudEventCodec.read(EventCodec.parse(sent), NOW))
          .as(wrong)
          .isInstanceOf(BadEventException.class)
          .hasMessage("data_base64: must be a string in base64");
    }
  }

  private static void assertBad(JsonNode json, String why) {
    assertThatThrownBy(() -> CloudEventCodec.read(json, NOW))
        .isInstanceOf(BadEventException.class)
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(300));
  }

  @Test
  void namesTheHeaderThatIsWrong() throws Exception {
    CloudEventFile file = CloudEventFile.read("http-binary.txt");
    Map<String, String> headers = new HashMap<>(file.headers());
    headers.put("ce-subject", "100%");
    assertThatThrownBy(() -> CloudEventCodec.read(headers, file.bytes(), NOW))
        .hasMessage("ce-subject: each % must begin an escape such as %20; % itself is %25");
    Map<String, String> noSource = new HashMap<>(file.headers());
    noSource.remove("ce-source");
    assertThatThrownBy(() -> CloudEventCodec.read(noSource, file.bytes(), NOW))
        .hasMessage("source: missing; a CloudEvent has specversion, id, source, type");
    Map<String, String> noTime = new HashMap<>(file.headers());
    noTime.put("ce-time", "yesterday");
    assertThatThrownBy(() -> CloudEventCodec.read(noTime, file.bytes(), NOW))
        .hasMessageStartingWith("time: must be an RFC 3339 time such as 2026-01-31T12:00:00Z, not");
    assertThatThrownBy(() -> CloudEventCodec.read(file.headers(), "{oops".getBytes(UTF_8), NOW))
        .hasMessageStartingWith("data: not JSON");
    assertThatThrownBy(() -> CloudEventCodec.read(file.headers(), new byte[0], NOW))
        .hasMessage("data: must be a JSON object, not nothing");
  }

  @Test
  void aKafkaRecordCarriesOneInJson() throws Exception {
    CloudEventFile file = CloudEventFile.read("kafka-structured.txt");
    for (String content :
        List.of("application/cloudevents-batch+json", "application/cloudevents+avro")) {
      Headers headers = new RecordHeaders().add("content-type", content.getBytes(UTF_8));
      assertThat(CloudEventCodec.isIn(headers)).isTrue();
      assertThatThrownBy(() -> CloudEventCodec.read(headers, file.bytes(), NOW))
          .hasMessageStartingWith("content-type: must be application/cloudevents+json");
    }
  }

  /** Any bytes give either an event or a {@link BadEventException} of one line. */
  @Test
  void survivesDamagedMessages() throws Exception {
    Random random = new Random(5);
    Map<String, Integer> outcomes = new HashMap<>();
    for (String name :
        List.of(
            "http-structured.txt",
            "http-structured-base64.txt",
            "http-binary.txt",
            "kafka-structured.txt",
            "kafka-binary.txt")) {
      CloudEventFile file = CloudEventFile.read(name);
      for (int i = 0; i < 4_000; i++) {
        outcomes.merge(outcome(file, random), 1, Integer::sum);
      }
    }
    assertThat(outcomes)
        .containsOnlyKeys("good", "bad")
        .allSatisfy((kind, count) -> assertThat(count).isGreaterThan(200));
  }

  private static String outcome(CloudEventFile file, Random random) {
    byte[] body = random.nextInt(4) == 0 ? file.bytes() : Damage.to(file.bytes(), random);
    Map<String, String> headers = new LinkedHashMap<>();
    file.headers()
        .forEach((name, value) -> {
          boolean keep = random.nextInt(4) > 0;
          byte[] bytes = value.getBytes(UTF_8);
          headers.put(name, keep ? value : new String(Damage.to(bytes, random), UTF_8));
        });
    try {
      Event event = read(headers, body);
      assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
      return "good";
    } catch (BadEventException e) {
      assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(500);
      return "bad";
    }
  }

  private static Event read(Map<String, String> headers, byte[] body) throws BadEventException {
    if (headers.containsKey("ce-id")) {
      return CloudEventCodec.read(headers, body, NOW);
    }
    if (headers.containsKey("Content-Type")) {
      return CloudEventCodec.read(EventCodec.parse(body), NOW);
    }
    Headers kafka = new RecordHeaders();
    headers.forEach((name, value) -> kafka.add(name, value.getBytes(UTF_8)));
    return CloudEventCodec.read(kafka, body, NOW);
  }
}
