/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.option.ErrorMessage;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventKey;
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
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Posts events to a service until it has accepted or finally rejected each of them. A busy service
 * sets the pause between attempts; without an answer, each pause is twice as long as the one
 * before. For one thread.
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

  /** Creates a poster that gives up after its patience without any accepted or rejected event. */
  EventPoster(URI target, @Nullable String apiKey, Duration patience) {
    this.target = target;
    this.apiKey = apiKey;
    this.patience = patience;
  }

  /** An event to send, with the number of its line and the key that identifies it. */
  @SuppressWarnings("ArrayRecordComponent") // no code compares these
  record Outgoing(long line, long key, byte[] json) {
    static Outgoing of(long line, Event event) {
      long key = EventKey.of(event.source(), event.id());
      return new Outgoing(line, key, EventCodec.encode(event));
    }

    int size() {
      return json.length;
    }
  }

  /** An event that the service rejects, and the reason. */
  record Rejected(long line, String why) {}

  /** The service's answer; {@code repeated} of the accepted events are repetitions. */
  record Answer(long accepted, long repeated, List<Rejected> rejected, Set<String> notes) {
    private Answer plus(Answer more) {
      List<Rejected> all = new ArrayList<>(rejected);
      all.addAll(more.rejected);
      Set<String> allNotes = new TreeSet<>(notes);
      allNotes.addAll(more.notes);
      return new Answer(accepted + more.accepted, repeated + more.repeated, all, allNotes);
    }
  }

  /**
   * Posts events until the service has accepted or rejected all of them.
   *
   * @throws IllegalStateException when the service refuses the request, or patience ends
   */
  Answer post(List<Outgoing> events) {
    Answer total = new Answer(0, 0, List.of(), Set.of());
    Waiting waiting = new Waiting();
    List<Outgoing> left = events;
    while (true) {
      Try attempt = attempt(left);
      total = total.plus(attempt.answer);
      if (attempt.left.isEmpty()) {
        return total;
      }
      if (attempt.left.size() < left.size()) {
        waiting = new Waiting(); // the service took some events
      }
      left = attempt.left;
      waiting.after(attempt);
    }
  }

  /** The time since the service last took an event. */
  private final class Waiting {
    private Duration waited = Duration.ZERO;
    private Duration next = FIRST_PAUSE;

    void after(Try attempt) {
      if (waited.compareTo(patience) >= 0) {
        throw new IllegalStateException(
            "%s; gave up before line %d, run the command again to go on there"
                .formatted(attempt.problem, attempt.left.getFirst().line));
      }
      Duration time = attempt.retryAfter == null ? next : attempt.retryAfter;
      waited = waited.plus(time.isZero() ? Duration.ofMillis(1) : time);
      Duration twice = next.multipliedBy(2);
      next = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      pause(time);
    }
  }

  /** The result of one request; the events that are left must be sent again. */
  private record Try(
      Answer answer, List<Outgoing> left, @Nullable Duration retryAfter, String problem) {
    static Try failed(List<Outgoing> left, @Nullable Duration retryAfter, String problem) {
      return new Try(new Answer(0, 0, List.of(), Set.of()), left, retryAfter, problem);
    }
  }

  private Try attempt(List<Outgoing> events) {
    HttpResponse<String> answer;
    try {
      answer = http.send(request(events), BodyHandlers.ofString());
    } catch (IOException e) {
      return Try.failed(events, null, target + " doesn't answer: " + ErrorMessage.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    }
    String message = target + " answered " + answer.statusCode() + ": " + detail(answer.body());
    return switch (answer.statusCode()) {
      case 202 -> accepted(events, parsed(answer.body()));
      case 429, 502, 503, 504 -> Try.failed(events, retryAfter(answer), message);
      default -> throw new IllegalStateException(message);
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

  private static Try accepted(List<Outgoing> events, JsonNode answer) {
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
    Set<String> notes = new TreeSet<>();
    answer.path("notes").forEach(note -> notes.add(note.path("message").asText()));
    return new Try(new Answer(accepted, repeated, rejected, notes), left, null, problem);
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

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
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
