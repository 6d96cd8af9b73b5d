/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Events as JSON and back: one shape and one set of rules for HTTP, Kafka and files. The fields are
 * {@code id, source?, user, item, type, time, value?, traits?, context?}; unknown ones are ignored,
 * so that later versions may add some. A search needs no item, and neither does what a person asks
 * of the own profile. Stateless, for use by any thread.
 */
public final class EventCodec {
  /** The source of an event that names none. */
  public static final String DEFAULT_SOURCE = "api";

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxStringLength(1 << 16)
                  .maxNumberLength(100)
                  .build())
          .build();

  private static final ObjectReader READER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(JsonNode.class);

  private EventCodec() {}

  /** One event as UTF-8 JSON, without a line break; {@link #decode} gives it back. */
  public static byte[] encode(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", event.id());
      json.writeStringField("source", event.source());
      json.writeStringField("user", event.user());
      if (!event.item().isEmpty()) {
        json.writeStringField("item", event.item());
      }
      json.writeStringField("type", event.type());
      json.writeStringField("time", event.time().toString());
      writeOptional(json, event);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an event that can't be written as JSON", e);
    }
    return bytes.toByteArray();
  }

  private static void writeOptional(JsonGenerator json, Event event) throws IOException {
    Double value = event.value();
    if (value != null) {
      json.writeNumberField("value", value);
    }
    if (!event.traits().isEmpty()) {
      json.writeArrayFieldStart("traits");
      for (String trait : event.traits()) {
        json.writeString(trait);
      }
      json.writeEndArray();
    }
    if (!event.context().isEmpty()) {
      json.writeObjectFieldStart("context");
      for (Map.Entry<String, String> entry : event.context().entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }

  /**
   * The event in one JSON document.
   *
   * @throws BadEventException when it isn't JSON, or not an event
   */
  public static Event decode(byte[] json) throws BadEventException {
    return read(parse(json));
  }

  /**
   * The event in a JSON object that somebody else has parsed.
   *
   * @throws BadEventException when it isn't an event
   */
  public static Event read(JsonNode json) throws BadEventException {
    JsonFields<BadEventException> fields = EventFields.of(json);
    return event(
        fields,
        fields.id("id", EventFields.MAX_ID),
        fields.id("source", EventFields.MAX_ID, DEFAULT_SOURCE));
  }

  /** The event in one line of a file, which may leave {@code id} and {@code source} out. */
  static Event decode(byte[] json, String idIfNone, String sourceIfNone) throws BadEventException {
    JsonFields<BadEventException> fields = EventFields.of(parse(json));
    return event(
        fields,
        fields.id("id", EventFields.MAX_ID, idIfNone),
        fields.id("source", EventFields.MAX_ID, sourceIfNone));
  }

  private static Event event(JsonFields<BadEventException> fields, String id, String source)
      throws BadEventException {
    String user = fields.id("user", EventFields.MAX_ID);
    String type = fields.id("type", EventFields.MAX_ID);
    return new Event(
        id,
        source,
        user,
        EventFields.item(fields, type),
        type,
        fields.time("time"),
        fields.numberOrNull("value"),
        fields.ids("traits", EventFields.MAX_ENTRIES, EventFields.MAX_ID),
        EventFields.context(fields));
  }

  /** Any JSON document, read strictly. */
  static JsonNode parse(byte[] json) throws BadEventException {
    try {
      return READER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new BadEventException("", "not JSON: " + JsonFields.quote(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new BadEventException("", "not JSON in UTF-8: " + JsonFields.quote(e.toString()));
    }
  }
}
