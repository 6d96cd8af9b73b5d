/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.load.events.SyntheticEvents;
import dev.edgewise.load.process.ChildProcess;
import dev.edgewise.load.process.JavaCommand;
import dev.edgewise.load.process.PlainConnection;
import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.SuiteRun;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how many events a second the service takes over HTTP, in turns with {@link
 * BareEndpoint}. First the service applies the events to profiles meanwhile; then its Redis is
 * dead, so that it only takes them in. Used by one thread.
 */
record HttpIngest(SuiteRun run, URI service, LocalRedis redis) {
  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = 3;
  private static final long ROUND_NANOS = 4_000_000_000L;

  private static final AtomicInteger OPENED = new AtomicInteger();

  void measure(String bootstrapServers, Path folder) throws IOException {
    Path log = folder.resolve("bare-endpoint.log");
    JavaCommand java = JavaCommand.ofService(run.home());
    ProcessBuilder builder = java.builder(BareEndpoint.class, List.of(bootstrapServers), log);
    try (ChildProcess bare = new ChildProcess("the bare endpoint", builder, log)) {
      URI peer = URI.create("http://127.0.0.1:" + bare.ask("port"));
      compare("one event a request, applying them meanwhile", peer, 1);
      compare("100 events a request, applying them meanwhile", peer, 100);
      redis.kill();
      compare("one event a request, taking them in only", peer, 1);
      compare("100 events a request, taking them in only", peer, 100);
      redis.restart();
    }
    String bare = "the bare endpoint runs on the Vert.x of the service";
    run.report().note(bare + " and writes the bytes of each event as they came, with acks=all");
  }

  private void compare(String what, URI peer, int events) throws IOException {
    double[] medians =
        Medians.inTurns(1, ROUNDS, () -> perSecond(service, events), () -> perSecond(peer, events));
    run.report().add("HTTP, " + what, medians[0], "events/s");
    run.report().add("HTTP, " + what + " / bare endpoint", medians[0] / medians[1], "x");
  }

  /** Sends for four seconds, and returns the accepted events a second. */
  private double perSecond(URI uri, int events) throws IOException {
    long begun = System.nanoTime();
    long accepted = 0;
    List<Future<Long>> counts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        var requests = new FreshRequests("c" + OPENED.incrementAndGet() + "-", events);
        counts.add(threads.submit(() -> send(uri, requests, begun + ROUND_NANOS)));
      }
      for (Future<Long> count : counts) {
        accepted += events * count.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException("requests failed: " + e.getCause(), e);
    }
    return accepted / ((System.nanoTime() - begun) / 1e9);
  }

  private static long send(URI uri, FreshRequests requests, long end) throws IOException {
    long sent = 0;
    try (PlainConnection http = new PlainConnection(uri)) {
      for (; System.nanoTime() < end; sent++) {
        var _ = http.send(requests.next(), 202);
      }
    }
    return sent;
  }

  /**
   * Requests in which no event id comes twice, since the service handles known events faster. All
   * requests share one array of bytes, with new digits in the ids. Used by one thread.
   */
  static final class FreshRequests {
    private static final int DIGITS = 9;
    private static final int USERS = 10_000;

    private final byte[] request;
    private final int[] digits;
    private long number;

    /** Prepares requests with a number of events each, whose ids begin with a new prefix. */
    FreshRequests(String prefix, int events) {
      String id = "\"id\":\"" + prefix + "0".repeat(DIGITS);
      SyntheticEvents made = SyntheticEvents.plain(prefix.hashCode(), USERS, prefix);
      String body =
          Stream.generate(() -> new String(EventCodec.encode(made.get()), StandardCharsets.UTF_8))
              .map(event -> event.replaceFirst("\"id\":\"[^\"]*", id))
              .limit(events)
              .collect(Collectors.joining(","));
      String json = events > 1 ? "[" + body + "]" : body;
      request = PlainConnection.post("/v1/events", json.getBytes(StandardCharsets.US_ASCII));
      digits =
          Pattern.compile(id)
              .matcher(new String(request, StandardCharsets.US_ASCII))
              .results()
              .mapToInt(MatchResult::end)
              .toArray();
    }

    /** The next request, which is overwritten by the one after it. */
    byte[] next() {
      for (int end : digits) {
        long rest = number++;
        for (int i = 1; i <= DIGITS; i++, rest /= 10) {
          request[end - i] = (byte) ('0' + rest % 10);
        }
      }
      return request;
    }
  }
}
