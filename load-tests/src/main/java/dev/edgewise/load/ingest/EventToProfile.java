/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.load.events.SyntheticEvents;
import dev.edgewise.load.process.PlainConnection;
import dev.edgewise.load.process.Polling;
import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import dev.edgewise.profile.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Measures the time from the answer 202 to an event until a profile with that event was answered.
 * Events come at a steady rate, even when the service is slow; one in twenty is measured.
 */
final class EventToProfile {
  private static final int PER_SECOND = 1000;
  private static final int WARM_UP_S = 10;
  private static final int SECONDS = 20;
  private static final int SAMPLED = 20;
  private static final int CONNECTIONS = 128;
  private static final int USERS = 10_000;

  private final BlockingQueue<PlainConnection> connections = new ArrayBlockingQueue<>(CONNECTIONS);
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  private EventToProfile() {}

  static void measure(URI service, Report report) throws IOException {
    EventToProfile run = new EventToProfile();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        run.connections.add(new PlainConnection(service));
      }
      run.sendSteadily(report);
    } finally {
      for (PlainConnection connection : run.connections) {
        connection.close();
      }
    }
  }

  private void sendSteadily(Report report) throws IOException {
    SyntheticEvents events = SyntheticEvents.plain(2, USERS, "p");
    int count = (WARM_UP_S + SECONDS) * PER_SECOND;
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        Event event = events.get();
        boolean sampled = i % SAMPLED == 0;
        boolean counts = i >= WARM_UP_S * PER_SECOND;
        long due = begun + i * (1_000_000_000L / PER_SECOND);
        Polling.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        threads.execute(() -> send(event, sampled, counts));
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    IOException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    double[] measured = millis.stream().mapToDouble(value -> value).toArray();
    report.add("202 to profile: events", count / seconds, "/s");
    report.add("202 to profile, median", Medians.percentile(measured, 0.5), "ms");
    report.add("202 to profile, 99 %", Medians.percentile(measured, 0.99), "ms");
  }

  private void send(Event event, boolean sampled, boolean counts) {
    try {
      PlainConnection connection = connections.take();
      try {
        byte[] request = PlainConnection.post("/v1/events", EventCodec.encode(event));
        String accepted = connection.send(request, 202);
        if (sampled) {
          awaitProfile(connection, event.user(), accepted, counts);
        }
      } finally {
        connections.add(connection);
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void awaitProfile(
      PlainConnection connection, String user, String accepted, boolean counts) throws IOException {
    String token = accepted.replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
    long begun = System.nanoTime();
    String path = "/v1/users/" + user + "/profile";
    String profile = connection.get(path, PlainConnection.JSON, "X-Edgewise-After: " + token);
    if (profile.contains("\"problem\"")) {
      throw new IOException("a profile did not get its event: " + profile);
    }
    if (counts) {
      millis.add((System.nanoTime() - begun) / 1e6);
    }
  }
}
