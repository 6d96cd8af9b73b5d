/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.option.ErrorMessage;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.profile.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts events to a service until each is accepted or rejected for good: waits as long as the
 * service asks for when it is busy, longer and longer when it doesn't answer. For one thread.
 */
final class EventPoster implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI target;
  private final @Nullable String apiKey;
  private final Duration patience;
  private final Pause pause;

  /** A poster that gives up when nothing gets on for as long as its patience. */
  EventPoster(URI target, @Nullable String apiKey, Duration patience, Pause pause) {
    this.target = target;
    this.apiKey = apiKey;
    this.patience = patience;
    this.pause = pause;
  }

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** Lets real time pass. */
  static final Pause SLEEPING = Thread::sleep;

  /** An event to send and the line that it stands in. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes: nobody compares these
  record Outgoing(long line, byte[] json) {
    static Outgoing of(long line, Event event) {
      return new Outgoing(line, EventCodec.encode(event));
    }

    int size() {
      return json.length;
    }
  }

  /** An event that the service won't take, and why. */
  record Rejected(long line, String why) {}

  /** What became of events, {@code repeated} being those among the accepted that it had already. */
  record Answer(long accepted, long repeated, List<Rejected> rejected) {
    private Answer plus(Answer more) {
      List<Rejected> all = new ArrayList<>(rejected);
      all.addAll(more.rejected);
      return new Answer(accepted + more.accepted, repeated + more.repeated, all);
    }
  }

  /**
   * Returns when all are accepted or rejected.
   *
   * @throws IllegalStateException when the service refuses, or patience is at its end
   */
  Answer post(List<Outgoing> events) {
    Answer sum = new Answer(0, 0, List.of());
    Waiting waiting = new Waiting();
    List<Outgoing> left = events;
    while (true) {
      Try attempt = attempt(left);
      sum = sum.plus(attempt.answer);
      if (attempt.left.isEmpty()) {
        return sum;
      }
      if (attempt.left.size() < left.size()) {
        waiting = new Waiting(); // something got on
      }
      left = attempt.left;
      waiting.after(attempt);
    }
  }

  /** How long nothing has got on. */
  private final class Waiting {
    private Duration waited = Duration.ZERO;
    private Duration next = FIRST_PAUSE;

    void after(Try attempt) {
      if (waited.compareTo(patience) >= 0) {
        throw new IllegalStateException(
            attempt.problem
                + "; gave up before line "
                + attempt.left.getFirst().line
                + ", run again to go on there");
      }
      Duration time = attempt.retryAfter == null ? next : attempt.retryAfter;
      waited = waited.plus(time.isZero() ? Duration.ofMillis(1) : time);
      Duration twice = next.multipliedBy(2);
      next = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      pause(time);
    }
  }

  /** What one request has brought; those left have to be sent again. */
  private record Try(
      Answer answer, List<Outgoing> left, @Nullable Duration retryAfter, String problem) {
    static Try inVain(List<Outgoing> left, @Nullable Duration retryAfter, String problem) {
      return new Try(new Answer(0, 0, List.of()), left, retryAfter, problem);
    }
  }

  private Try attempt(List<Outgoing> events) {
    HttpResponse<String> answer;
    try {
      answer = http.send(request(events), BodyHandlers.ofString());
    } catch (IOException e) {
      return Try.inVain(events, null, target + " doesn't answer: " + ErrorMessage.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    }
    String said = target + " answered " + answer.statusCode() + ": " + detail(answer.body());
    return switch (answer.statusCode()) {
      case 202 -> taken(events, parsed(answer.body()));
      case 429, 502, 503, 504 -> Try.inVain(events, retryAfter(answer), said);
      default -> throw new IllegalStateException(said);
    };
  }

  private HttpRequest request(List<Outgoing> events) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Outgoing event : events) {
      lines.writeBytes(event.json);
      lines.write('\n');
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(ANSWER)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(lines.toByteArray()));
    if (apiKey != null && !apiKey.isBlank()) {
      request.header("Authorization", "Bearer " + apiKey);
    }
    return request.build();
  }

  private static Try taken(List<Outgoing> events, JsonNode answer) {
    List<Rejected> rejected = new ArrayList<>();
    List<Outgoing> left = new ArrayList<>();
    String problem = "";
    for (JsonNode one : answer.path("rejected")) {
      Outgoing event = events.get(one.path("index").asInt());
      String why = one.path("problem").path("detail").asText();
      if (one.path("problem").path("status").asInt() >= 500) {
        left.add(event);
        problem = why;
      } else {
        rejected.add(new Rejected(event.line, why));
      }
    }
    long accepted = answer.path("accepted").asLong();
    long repeated = answer.path("repeated").asLong();
    return new Try(new Answer(accepted, repeated, rejected), left, null, problem);
  }

  private static @Nullable Duration retryAfter(HttpResponse<String> answer) {
    String text = answer.headers().firstValue("Retry-After").orElse("");
    return text.matches("\\d{1,4}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer is not JSON; is this an Edgewise service?", e);
    }
  }

  private static String detail(String body) {
    try {
      return JSON.readTree(body).path("detail").asText("no reason given");
    } catch (JsonProcessingException e) {
      return "no reason given";
    }
  }

  private void pause(Duration time) {
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to send again", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
