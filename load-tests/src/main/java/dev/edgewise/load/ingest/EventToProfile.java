/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.load.pipeline.SyntheticEvents;
import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import dev.edgewise.profile.Event;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time from an event's 202 until a profile that has it was answered, at a steady rate that
 * doesn't wait for the service (an open model). One event in twenty is looked for.
 */
final class EventToProfile {
  private static final int PER_SECOND = 1000;
  private static final int WARM_UP_S = 10;
  private static final int SECONDS = 20;
  private static final int LOOKED_FOR = 20;
  private static final int CONNECTIONS = 128;
  private static final int USERS = 10_000;
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final BlockingQueue<PlainHttp> connections = new ArrayBlockingQueue<>(CONNECTIONS);
  private final Queue<Double> seen = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  private EventToProfile() {}

  static void measure(URI service, Report report) throws IOException, InterruptedException {
    EventToProfile run = new EventToProfile();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        run.connections.add(new PlainHttp(service));
      }
      run.atSteadyRate(report);
    } finally {
      for (PlainHttp connection : run.connections) {
        connection.close();
      }
    }
  }

  private void atSteadyRate(Report report) throws IOException, InterruptedException {
    Iterator<Event> events =
        SyntheticEvents.plain(2, USERS, "p").next((WARM_UP_S + SECONDS) * PER_SECOND);
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; events.hasNext(); i++) {
        Event event = events.next();
        boolean looked = i % LOOKED_FOR == 0;
        boolean counts = i >= WARM_UP_S * PER_SECOND;
        awaitTime(begun + i * (1_000_000_000L / PER_SECOND));
        threads.execute(() -> send(event, looked, counts));
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    IOException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    double[] millis = seen.stream().mapToDouble(value -> value).toArray();
    report.add("202 to profile: events", (WARM_UP_S + SECONDS) * PER_SECOND / seconds, "/s");
    report.add("202 to profile, median", Medians.percentile(millis, 0.5), "ms");
    report.add("202 to profile, 99 %", Medians.percentile(millis, 0.99), "ms");
  }

  private static void awaitTime(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  private void send(Event event, boolean looked, boolean counts) {
    try {
      PlainHttp connection = connections.take();
      try {
        PlainHttp.Answer answer =
            connection.send(PlainHttp.post("/v1/events", EventCodec.encode(event)));
        if (answer.status() != 202) {
          throw new IOException("an event was answered " + answer.status() + ": " + answer.body());
        }
        if (looked) {
          look(connection, event.user(), answer.body(), counts);
        }
      } finally {
        connections.add(connection);
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(PlainHttp connection, String user, String accepted, boolean counts)
      throws IOException {
    Matcher token = TOKEN.matcher(accepted);
    if (!token.find()) {
      throw new IOException("an accepted event has no token: " + accepted);
    }
    long begun = System.nanoTime();
    PlainHttp.Answer profile =
        connection.send(PlainHttp.getAfter("/v1/users/" + user + "/profile", token.group(1)));
    if (profile.status() != 200 || profile.body().contains("\"problem\"")) {
      throw new IOException("a profile did not get its event: " + profile);
    }
    if (counts) {
      seen.add((System.nanoTime() - begun) / 1e6);
    }
  }
}
