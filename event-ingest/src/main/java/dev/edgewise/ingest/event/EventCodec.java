/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.JsonFlaw;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventTypeNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes events as JSON. HTTP, Kafka and files share this form and its rules. The fields
 * are {@code id, source?, user, item, type, time, value?, traits?, context?}. Unknown fields of
 * records in Kafka are ignored, so that later versions may add some. A search needs no item, nor
 * does a request about the user's own profile. Stateless and thread-safe.
 */
public final class EventCodec {
  /** The source of an event that names none. */
  public static final String DEFAULT_SOURCE = "api";

  /** The fields of an event in JSON. */
  public static final Set<String> FIELDS =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  "id", "source", "user", "item", "type", "time", "value", "traits", "context")));

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonFields.BUFFERS)
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

  /** Encodes an event as UTF-8 JSON without a line break; {@link #decode} reads it. */
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
      throw new UncheckedIOException("an event can't be written as JSON", e);
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
   * Decodes an event from a JSON document.
   *
   * @throws BadEventException when it is not JSON, or not an event
   */
  public static Event decode(byte[] json) throws BadEventException {
    return read(parse(json));
  }

  /**
   * Reads an event from a parsed JSON object.
   *
   * @throws BadEventException when it is not an event
   */
  public static Event read(JsonNode json) throws BadEventException {
    return event(json, null, DEFAULT_SOURCE);
  }

  /**
   * Reads an event from a parsed JSON object that has no other fields than an event, so that no
   * mistake in a name stays unnoticed.
   *
   * @throws BadEventException when it is not an event, has an unknown field, or a name in its
   *     context is nearly one that the service reads
   */
  public static Event readKnown(JsonNode json) throws BadEventException {
    var _ = EventFields.of(json).only(FIELDS);
    return EventFields.spelt(read(json));
  }

  /**
   * Reads an event from a line of a file, which may omit {@code id} and {@code source}; the id is
   * then empty.
   */
  static Event readLine(JsonNode json, String sourceIfNone) throws BadEventException {
    return EventFields.spelt(event(json, "", sourceIfNone));
  }

  private static Event event(JsonNode json, @Nullable String idIfNone, String sourceIfNone)
      throws BadEventException {
    JsonFields<BadEventException> fields = EventFields.of(json);
    String id =
        idIfNone == null ? EventFields.id(fields, "id") : fields.id("id", Event.MAX_ID, idIfNone);
    String source = fields.id("source", Event.MAX_ID, sourceIfNone);
    String user = EventFields.id(fields, "user");
    String type = EventTypeNames.standard(EventFields.id(fields, "type"));
    return EventFields.checked(
        new Event(
            id,
            source,
            user,
            EventFields.item(fields, type),
            type,
            EventFields.plausible("time", fields.time("time")),
            fields.numberOrNull("value"),
            EventFields.traits(fields),
            EventFields.context(fields)));
  }

  /**
   * Parses any JSON document strictly, within the limits for events.
   *
   * @throws BadEventException when it is not JSON
   */
  public static JsonNode parse(byte[] json) throws BadEventException {
    try {
      return READER.readTree(json);
    } catch (IOException e) {
      throw new BadEventException("", "not JSON: " + JsonFlaw.of(e));
    }
  }
}
