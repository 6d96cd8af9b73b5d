/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventTypeNames;
import dev.edgewise.profile.ProfileRequest;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.types.Time;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in the envelope of <a href="https://github.com/cloudevents/spec">CloudEvents</a>
 * 1.0: as JSON (structured mode), or as headers of an HTTP request or a Kafka record around the
 * data (binary mode). {@code id} and {@code source} are those of the event; the event's type is
 * what the last words of {@code type} mean, so {@code com.shop.order.completed} is a purchase;
 * {@code subject} is the user, unless the data names one. The data is a JSON object {@code {user?,
 * item, value?, traits?, context?}}. Stateless and thread-safe.
 */
public final class CloudEventCodec {
  /** The content type of a CloudEvent in structured mode. */
  public static final String JSON = "application/cloudevents+json";

  /** The content type of a JSON array of CloudEvents. */
  public static final String BATCH = "application/cloudevents-batch+json";

  private static final Set<String> DATA =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(List.of("user", "item", "value", "traits", "context")));

  private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
  private static final List<String> OPTIONAL =
      List.of("datacontenttype", "dataschema", "subject", "time");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
  private static final Pattern JSON_CONTENT =
      Pattern.compile("\\s*[\\w.+-]+/([\\w.+-]+\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(EventCodec.FACTORY)
          .addModule(JsonFormat.getCloudEventJacksonModule())
          .build();

  private CloudEventCodec() {}

  /**
   * Reads a parsed CloudEvent in structured mode, whose data has no other fields than those of an
   * event. Further attributes beside the data are allowed, as the standard says.
   *
   * @param timeIfNone the time of an event that names none
   * @throws BadEventException when it is not a CloudEvent, or its data is not that of an event; the
   *     exception names the attribute
   */
  public static Event read(JsonNode json, Instant timeIfNone) throws BadEventException {
    requireAttributes(json);
    return known(structured(json), timeIfNone);
  }

  /** The library takes an array or object as an attribute, and drops it. */
  private static void requireAttributes(JsonNode json) throws BadEventException {
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String name = member.getKey();
      if (name.equals("data") || name.equals("data_base64")) {
        continue;
      }
      if (!NAME.matcher(name).matches()) {
        throw new BadEventException(
            JsonFields.quote(name), "the name of an attribute has only letters a to z and digits");
      }
      if (member.getValue().isContainerNode()) {
        throw new BadEventException(
            JsonFields.quote(name), "an attribute must be a string, number or boolean");
      }
    }
  }

  private static CloudEvent structured(JsonNode json) throws BadEventException {
    JsonFields<BadEventException> attributes = EventFields.of(json);
    for (String name : REQUIRED) {
      var _ = EventFields.id(attributes, name);
    }
    for (String name : OPTIONAL) {
      var _ = attributes.textOrNull(name, Integer.MAX_VALUE);
    }
    requireForms(name -> json.path(name).textValue());
    requireBase64(json.get("data_base64"));
    return fromJson(json);
  }

  private static void requireBase64(@Nullable JsonNode data) throws BadEventException {
    try {
      if (data == null || data.binaryValue() != null) {
        return;
      }
    } catch (IOException e) {
      // reported below, like anything else than a string
    }
    throw new BadEventException("data_base64", "must be a string in base64");
  }

  private static CloudEvent fromJson(JsonNode json) throws BadEventException {
    try {
      return MAPPER.treeToValue(json, CloudEvent.class);
    } catch (JsonProcessingException e) {
      throw none(e.getOriginalMessage());
    } catch (RuntimeException e) { // the library may throw anything for bytes from outside
      throw none(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns whether an HTTP request with these headers is a CloudEvent in binary mode.
   *
   * @param header returns the value of a header by its name, or null
   */
  public static boolean isBinary(Function<String, @Nullable String> header) {
    return REQUIRED.stream().anyMatch(name -> header.apply("ce-" + name) != null);
  }

  /**
   * Reads a CloudEvent from an HTTP request in binary mode.
   *
   * @param headers all headers of the request; the case of names doesn't matter
   * @throws BadEventException as for {@link #read(JsonNode, Instant)}
   */
  public static Event read(Map<String, String> headers, byte[] body, Instant timeIfNone)
      throws BadEventException {
    Map<String, String> decoded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith("ce-")) {
        decoded.put(name, percentDecoded(name, header.getValue()));
      } else if (name.equals("content-type")) {
        decoded.put(name, header.getValue());
      }
    }
    require(name -> decoded.get("ce-" + name));
    return known(read(() -> HttpMessageFactory.createReader(decoded, body)), timeIfNone);
  }

  /**
   * Decodes a header value as the HTTP binding of CloudEvents 1.0, section 3.1.3.2, defines it:
   * first unquotes a value in double quotes, then decodes each percent-escape once.
   */
  private static String percentDecoded(String header, String value) throws BadEventException {
    String plain = value.strip();
    if (plain.length() >= 2 && plain.startsWith("\"") && plain.endsWith("\"")) {
      plain = plain.substring(1, plain.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    if (plain.indexOf('%') < 0) {
      return plain;
    }
    try {
      return URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadEventException(
          header, "each % must begin an escape such as %20; % itself is %25");
    }
  }

  /** Returns whether a Kafka record with these headers is a CloudEvent, in either mode. */
  static boolean isIn(Headers headers) {
    return isStructured(headers)
        || REQUIRED.stream().anyMatch(name -> headers.lastHeader("ce_" + name) != null);
  }

  private static boolean isStructured(Headers headers) {
    return contentType(headers).startsWith("application/cloudevents");
  }

  private static String contentType(Headers headers) {
    String text = text(headers, "content-type");
    return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a CloudEvent from a Kafka record in either mode; ignores unknown fields of its data.
   *
   * @throws BadEventException as for {@link #read(JsonNode, Instant)}
   */
  static Event read(Headers headers, byte[] value, Instant timeIfNone) throws BadEventException {
    if (!isStructured(headers)) {
      require(name -> text(headers, "ce_" + name));
      CloudEvent envelope = read(() -> KafkaMessageFactory.createReader(headers, value));
      return event(envelope, data(envelope), timeIfNone);
    }
    String content = contentType(headers);
    if (!content.equals(JSON) && !content.startsWith(JSON + ";")) {
      throw new BadEventException(
          "content-type", "must be " + JSON + " in structured mode, not " + shown(content));
    }
    CloudEvent envelope = structured(EventCodec.parse(value));
    return event(envelope, data(envelope), timeIfNone);
  }

  private static CloudEvent read(Supplier<MessageReader> message) throws BadEventException {
    try {
      return message.get().toEvent();
    } catch (RuntimeException e) { // the library may throw anything for bytes from outside
      throw none(String.valueOf(e.getMessage()));
    }
  }

  private static void require(Function<String, @Nullable String> attribute)
      throws BadEventException {
    for (String name : REQUIRED) {
      String value = attribute.apply(name);
      if (value == null) {
        throw new BadEventException(
            name, "missing; a CloudEvent has " + String.join(", ", REQUIRED));
      }
      var _ = EventFields.checkedId(name, value);
    }
    requireForms(attribute);
  }

  /** Checks the forms of attributes that the library explains in words of its own. */
  private static void requireForms(Function<String, @Nullable String> attribute)
      throws BadEventException {
    String version = attribute.apply("specversion");
    if (!"1.0".equals(version)) {
      throw new BadEventException("specversion", "must be 1.0, not " + shown(version));
    }
    requireForm("source", attribute, URI::create, "a URI or a path such as /shop");
    requireForm("dataschema", attribute, URI::create, "a URI");
    requireForm(
        "time", attribute, Time::parseTime, "an RFC 3339 time such as 2026-01-31T12:00:00Z");
  }

  private static void requireForm(
      String name,
      Function<String, @Nullable String> attribute,
      Function<String, ?> parser,
      String form)
      throws BadEventException {
    String text = attribute.apply(name);
    try {
      var _ = text == null ? null : parser.apply(text);
    } catch (RuntimeException e) { // each parser has exceptions of its own
      throw new BadEventException(name, "must be " + form + ", not " + shown(text));
    }
  }

  private static Event known(CloudEvent envelope, Instant timeIfNone) throws BadEventException {
    return EventFields.spelt(event(envelope, data(envelope).only(DATA), timeIfNone));
  }

  private static Event event(
      CloudEvent envelope, JsonFields<BadEventException> data, Instant timeIfNone)
      throws BadEventException {
    String type = type(envelope.getType());
    OffsetDateTime time = envelope.getTime();
    return new Event(
        EventFields.checkedId("id", envelope.getId()),
        EventFields.checkedId("source", envelope.getSource().toString()),
        user(data, envelope.getSubject()),
        EventFields.item(data, type),
        type,
        time == null ? timeIfNone : EventFields.plausible("time", time.toInstant()),
        data.numberOrNull("value"),
        EventFields.traits(data),
        EventFields.context(data));
  }

  private static String type(String whole) throws BadEventException {
    if (ProfileRequest.isReserved(whole)) {
      throw new BadEventException(
          "type", "must not begin with " + ProfileRequest.RESERVED + ", which is reserved");
    }
    return EventFields.checkedId("type", EventTypeNames.ofLastWords(whole));
  }

  private static String user(JsonFields<BadEventException> data, @Nullable String subject)
      throws BadEventException {
    String user = data.idOrNull("user", Event.MAX_ID);
    if (user != null) {
      return user;
    }
    if (subject == null) {
      throw new BadEventException("subject", "missing; must name the user, unless data.user does");
    }
    return EventFields.checkedId("subject", subject);
  }

  private static JsonFields<BadEventException> data(CloudEvent envelope) throws BadEventException {
    return JsonFields.of(json(envelope), "data", BadEventException::new);
  }

  private static @Nullable JsonNode json(CloudEvent envelope) throws BadEventException {
    String content = envelope.getDataContentType();
    if (content != null && !JSON_CONTENT.matcher(content).matches()) {
      throw new BadEventException(
          "datacontenttype", "must be application/json, not " + shown(content));
    }
    CloudEventData data = envelope.getData();
    if (data == null || data instanceof JsonCloudEventData) {
      return data == null ? null : ((JsonCloudEventData) data).getNode();
    }
    try {
      return EventCodec.parse(data.toBytes());
    } catch (BadEventException e) {
      throw e.at("data");
    }
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String shown(@Nullable String text) {
    return "'" + JsonFields.quote(String.valueOf(text)) + "'";
  }

  private static BadEventException none(String why) {
    return new BadEventException("", "not a CloudEvent: " + JsonFields.quote(why));
  }
}
