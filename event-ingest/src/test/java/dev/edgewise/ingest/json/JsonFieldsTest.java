/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The only exception that bad input may cause. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String field, String why) {
      super(field + ": " + why);
    }
  }

  private static JsonFields<Refused> fields(String json) throws JsonProcessingException {
    return JsonFields.of(JSON.readTree(json), "", Refused::new);
  }

  private static void assertRefused(ThrowingCallable read, String message) {
    assertThatThrownBy(read).isInstanceOf(Refused.class).hasMessageContaining(message);
  }

  @Test
  void readsEveryKindOfField() throws Exception {
    JsonFields<Refused> fields =
        fields(
            """
            {"id":"a","text":"two\\nlines","time":"2026-01-31T12:00:00+01:00","value":1.5,"count":3,
             "flag":true,"names":["x","y"],"map":{"a":1,"b":"c","none":null},"object":{"n":2},
             "objects":[{"id":"1"},{"id":"2"}],"nothing":null}
            """);
    assertThat(fields.id("id", 10)).isEqualTo("a");
    assertThat(fields.text("text", 10)).isEqualTo("two\nlines");
    assertThat(fields.text("nothing", 10, "other")).isEqualTo("other");
    assertThat(fields.textOrNull("missing", 10)).isNull();
    assertThat(fields.time("time")).isEqualTo(Instant.parse("2026-01-31T11:00:00Z"));
    assertThat(fields.number("value")).isEqualTo(1.5);
    assertThat(fields.numberOrNull("nothing")).isNull();
    assertThat(fields.whole("count", 1, 3, 0)).isEqualTo(3);
    assertThat(fields.whole("missing", 1, 3, 0)).isZero();
    assertThat(fields.flag("flag")).isTrue();
    assertThat(fields.flag("missing")).isFalse();
    assertThat(fields.texts("names", 2, 1)).containsExactly("x", "y");
    assertThat(fields.values("map", 3, 4, 1))
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "c"));
    assertThat(fields.object("object").numbers()).containsEntry("n", 2.0);
    assertThat(fields.object("missing").members()).isEmpty();
    assertThat(fields.objects("objects", 2)).hasSize(2);
    assertThat(fields.has("nothing")).isFalse();
  }

  @Test
  void aWrongFieldIsNamedByItsPathWithWhatWouldBeRight() throws Exception {
    JsonFields<Refused> fields =
        fields(
            "{\"a\":{\"b\":[{\"c\":7}]},\"many\":[1,2,3],\"long\":\"xxxx\",\"half\":\"\\ud83d\"}");
    JsonFields<Refused> map = fields("{\"m\":{\"abc\":1}}");
    assertRefused(() -> map.values("m", 0, 9, 9), "m: must have at most 0 entries, not 1");
    assertRefused(() -> map.values("m", 1, 2, 9), "m: a name must be at most 2 characters, not 3");
    JsonFields<Refused> broken = fields("{\"m\":{\"a\\nb\":1}}");
    assertRefused(
        () -> broken.values("m", 1, 9, 9), "m: a name must not contain control characters");
    JsonFields<Refused> inner = fields.object("a").objects("b", 1).get(0);
    assertRefused(() -> inner.text("c", 9), "a.b[0].c: must be a string, not 7");
    assertRefused(() -> inner.flag("c"), "a.b[0].c: must be true or false, not 7");
    assertRefused(() -> inner.whole("c", 1, 6, 0), "must be a whole number from 1 to 6, not 7");
    assertRefused(() -> inner.id("d", 9), "a.b[0].d: missing; must be a string of 1 to 9");
    assertRefused(() -> fields.texts("many", 2, 9), "at most 2 entries, not an array of 3");
    assertRefused(() -> fields.text("long", 3), "at most 3 characters, not 4");
    assertRefused(() -> fields.id("half", 3), "well-formed Unicode");
    assertRefused(() -> fields.object("long"), "long: must be an object, not a string");
    Set<String> names = new LinkedHashSet<>(List.of("a", "long"));
    assertRefused(() -> fields.only(names), "many: is not known here; known are a, long");
    assertRefused(() -> JsonFields.of(JSON.readTree("[]"), "x", Refused::new), "an array of 0");
  }

  @Test
  void whateverIsSentIsReadOrRefused() {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.set("f", anything(random, 3));
      JsonFields<Refused> fields = JsonFields.of(object, "", Refused::new);
      try {
        switch (random.nextInt(9)) {
          case 0 -> fields.id("f", 5);
          case 1 -> fields.text("f", 5);
          case 2 -> fields.timeOrNull("f");
          case 3 -> fields.numberOrNull("f");
          case 4 -> fields.whole("f", -5, 5, 0);
          case 5 -> fields.ids("f", 2, 5);
          case 6 -> fields.values("f", 2, 4, 5);
          case 7 -> fields.object("f").members();
          default -> fields.objects("f", 2);
        }
      } catch (Refused e) {
        assertThat(e.getMessage()).startsWith("f").doesNotContain("\n").hasSizeLessThan(250);
        refused++;
      }
    }
    assertThat(refused).isBetween(5_000, 19_000);
  }

  private static JsonNode anything(Random random, int depth) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> make.nullNode();
      case 1 -> make.booleanNode(random.nextBoolean());
      case 2 -> make.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(300)));
      case 3 -> make.numberNode(random.nextInt(20) - 10);
      case 4 -> make.textNode(text(random));
      case 5 -> {
        var array = make.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(anything(random, depth - 1));
        }
        yield array;
      }
      default -> {
        var object = make.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(text(random), anything(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(128)));
    }
    return text.toString();
  }
}
