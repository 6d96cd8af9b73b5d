/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.JsonFlaw;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads request bodies with one or many JSON objects, within the configured limits. */
@Singleton
public final class JsonBody {
  public static final String JSON_LINES = "application/x-ndjson";
  private static final ObjectReader READER =
      JsonFields.exactNumbers()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build()
          .readerFor(JsonNode.class);

  private static final int TURN = 64;

  /** How many bytes of a body that is too large are read, so that its sender sees the answer. */
  private static final long DRAINED = 16 << 20;

  private final EdgewiseConfig.Limits limits;

  JsonBody(EdgewiseConfig config) {
    this.limits = config.limits();
  }

  /**
   * The objects of a body.
   *
   * @param single whether the body is one object, not in an array and not a line
   */
  public record Parts(List<Part> parts, boolean single) {}

  /** One object of a body, or the problem that it isn't JSON. */
  public record Part(@Nullable JsonNode json, @Nullable Problem problem) {}

  /** Whether a request with these headers has a body. */
  public static boolean isAnnounced(
      @Nullable String contentLength, @Nullable String transferEncoding) {
    return transferEncoding != null || (contentLength != null && !contentLength.equals("0"));
  }

  /** Reads a body: one object, an array, or (depending on the content type) one per line. */
  public Parts read(InputStream in, @Nullable String contentType) {
    boolean lines = contentType != null && contentType.startsWith(JSON_LINES);
    return parts(bytes(in), lines);
  }

  public Parts parts(byte[] bytes, boolean onePerLine) {
    return onePerLine ? lines(bytes) : json(bytes);
  }

  private void requireFew(int objects) {
    if (objects > limits.eventsPerRequest()) {
      throw new ProblemException(
          Problem.Kind.TOO_MANY_EVENTS,
          "a request takes at most %d objects, not %d"
              .formatted(limits.eventsPerRequest(), objects));
    }
  }

  /** Reads a body that is one JSON value of any kind. */
  public JsonNode one(InputStream in) {
    return parse(bytes(in), "the body");
  }

  /** The fields of a JSON object; an invalid field ends the request with a problem of this kind. */
  public static JsonFields<ProblemException> fields(JsonNode json, Problem.Kind kind) {
    return JsonFields.of(json, "", (field, why) -> invalid(kind, field, why));
  }

  public static ProblemException invalid(Problem.Kind kind, String field, String why) {
    return new ProblemException(kind, field.isEmpty() ? "the body " + why : field + ": " + why);
  }

  /** The maximum number of bytes of a body, or of a line of a stream. */
  public int longest() {
    return (int) Math.min(Integer.MAX_VALUE - 8, limits.body().asLongValue());
  }

  public byte[] bytes(InputStream in) {
    int most = longest();
    try {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        drain(in);
        throw new ProblemException(Problem.Kind.TOO_LARGE, "a body has at most " + most + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new ProblemException(flaw(e));
    }
  }

  /** Why a body couldn't be read to its end: a pause, wrong gzip data, or a client that left. */
  public static Problem flaw(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyPauseException) {
        return Problem.Kind.TOO_SLOW.of(String.valueOf(cause.getMessage()));
      }
    }
    return Problem.Kind.BAD_REQUEST.of(
        e instanceof EOFException || e instanceof ZipException
            ? "the body isn't whole gzip, as Content-Encoding says: " + e.getMessage()
            : "the body ended too early");
  }

  /**
   * Lets other requests go on, after some objects of a body. Virtual threads aren't interrupted, so
   * all requests would wait for a long body.
   *
   * @param done how many objects have been taken so far
   */
  @SuppressWarnings("ThreadPriorityCheck") // fairness, not correctness
  public static void giveWay(long done) {
    if (done % TURN == TURN - 1) {
      Thread.yield();
    }
  }

  /** Reads the rest of a body, up to a limit, so that a sender that writes sees the answer. */
  public static void drain(InputStream in) {
    byte[] buffer = new byte[1 << 16];
    long drained = 0;
    try {
      int read = in.read(buffer);
      while (read >= 0 && drained < DRAINED) {
        drained += read;
        read = in.read(buffer);
      }
    } catch (IOException e) {
      return; // nothing more can be read, and the answer is another
    }
  }

  private Parts json(byte[] bytes) {
    JsonNode json = parse(bytes, "the body");
    if (!json.isArray()) {
      return new Parts(List.of(new Part(json, null)), true);
    }
    requireFew(json.size());
    List<Part> parts = new ArrayList<>();
    json.forEach(part -> parts.add(new Part(part, null)));
    return new Parts(parts, false);
  }

  private Parts lines(byte[] bytes) {
    Charset any = StandardCharsets.ISO_8859_1; // keeps each byte, so that line() sees wrong ones
    List<String> lines = new String(bytes, any).lines().filter(line -> !line.isBlank()).toList();
    requireFew(lines.size());
    return new Parts(lines.stream().map(line -> line(line.getBytes(any))).toList(), false);
  }

  public static Part line(byte[] line) {
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
    } catch (IOException e) {
      throw new ProblemException(
          Problem.Kind.MALFORMED_JSON, what + " is not JSON: " + JsonFlaw.of(e));
    }
  }
}
