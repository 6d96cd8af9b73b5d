/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads request bodies of one or many JSON objects, within the configured limits. */
@Singleton
final class JsonBody {
  static final String JSON_LINES = "application/x-ndjson";
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /** What is read and dropped of a body that is too large, so that its sender sees the answer. */
  private static final long DRAINED = 16 << 20;

  private final EdgewiseConfig.Limits limits;

  @Inject
  JsonBody(EdgewiseConfig config) {
    this.limits = config.limits();
  }

  /**
   * What a body holds.
   *
   * @param parts each with what it is, or why it isn't JSON
   * @param single whether it is one object by itself
   */
  record Parts(List<Part> parts, boolean single) {}

  /** One of a body's objects. */
  record Part(@Nullable JsonNode json, @Nullable Problem problem) {}

  /** The objects of a body: one, an array, or one a line by the content type. */
  Parts read(InputStream in, @Nullable String contentType) {
    boolean lines = contentType != null && contentType.startsWith(JSON_LINES);
    return parts(bytes(in), lines);
  }

  /** The objects of a body that was read already, one a line or not. */
  Parts parts(byte[] bytes, boolean oneALine) {
    Parts parts = oneALine ? lines(bytes) : json(bytes);
    if (parts.parts.size() > limits.eventsPerRequest()) {
      throw new ProblemException(
          Problem.Kind.TOO_MANY_EVENTS,
          "a request takes at most "
              + limits.eventsPerRequest()
              + " objects, not "
              + parts.parts.size());
    }
    return parts;
  }

  /** The body as one piece of JSON, whatever it is. */
  JsonNode one(InputStream in) {
    return parse(bytes(in), "the body");
  }

  /** How many bytes a body may have, or a line of one that is a stream. */
  int longest() {
    return (int) Math.min(Integer.MAX_VALUE - 8, limits.body().asLongValue());
  }

  /** The whole body. */
  byte[] bytes(InputStream in) {
    int most = longest();
    try {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        drain(in);
        throw new ProblemException(Problem.Kind.TOO_LARGE, "a body has at most " + most + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on, within bounds, so that a sender who is still writing gets to see the answer. */
  static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long drained = 0;
    int read = in.read(buffer);
    while (read >= 0 && drained < DRAINED) {
      drained += read;
      read = in.read(buffer);
    }
  }

  private static Parts json(byte[] bytes) {
    JsonNode json = parse(bytes, "the body");
    if (!json.isArray()) {
      return new Parts(List.of(new Part(json, null)), true);
    }
    List<Part> parts = new ArrayList<>();
    json.forEach(part -> parts.add(new Part(part, null)));
    return new Parts(parts, false);
  }

  private static Parts lines(byte[] bytes) {
    List<Part> parts = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      if (!line.isBlank()) {
        parts.add(line(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return new Parts(parts, false);
  }

  /** One line of a body. */
  static Part line(byte[] line) {
    try {
      return new Part(parse(line, "the line"), null);
    } catch (ProblemException e) {
      return new Part(null, e.problem());
    }
  }

  private static JsonNode parse(byte[] bytes, String what) {
    try {
      JsonNode json = READER.readTree(bytes);
      if (json.isMissingNode()) {
        throw new ProblemException(
            Problem.Kind.MALFORMED_JSON, what + " is empty; it must be JSON");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.Kind.MALFORMED_JSON,
          what + " is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new ProblemException(Problem.Kind.MALFORMED_JSON, what + " is not JSON in UTF-8");
    }
  }
}
