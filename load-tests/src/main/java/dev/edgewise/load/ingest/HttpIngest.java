/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.load.process.JavaProcess;
import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Events over HTTP as fast as some connections bring them, against {@link BareEndpoint}, in turns:
 * once while the service applies them to profiles meanwhile, once without its Redis, so that taking
 * them in is all it does.
 */
final class HttpIngest {
  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = 3;
  private static final long ROUND_NANOS = 4_000_000_000L;

  private final Path folder;
  private final LocalKafka kafka;
  private final Report report;
  private final JavaProcess.Jvm jvm;
  private int made;

  HttpIngest(Path home, Path folder, LocalKafka kafka, Report report) {
    this.folder = folder;
    this.kafka = kafka;
    this.report = report;
    this.jvm = JavaProcess.Jvm.ofService(home);
  }

  void measure(URI service, LocalRedis redis) throws IOException, InterruptedException {
    try (JavaProcess bare =
        JavaProcess.start(
            jvm,
            BareEndpoint.class,
            List.of(kafka.bootstrapServers()),
            folder.resolve("bare-endpoint.log"))) {
      URI peer = URI.create("http://127.0.0.1:" + bare.ask("port"));
      compare("applying them meanwhile", service, peer);
      redis.kill();
      compare("taking them in only", service, peer);
      redis.restart();
    }
    report.note(
        "the bare endpoint is Vert.x as the service has it, and writes each event's bytes to Kafka"
            + " as they came, acks=all");
  }

  private void compare(String how, URI service, URI peer) throws IOException, InterruptedException {
    compare("one event a request, " + how, service, peer, 1);
    compare("100 events a request, " + how, service, peer, 100);
  }

  private void compare(String what, URI service, URI peer, int events)
      throws IOException, InterruptedException {
    double[] ours = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      double one = events * perSecond(service, events);
      double other = events * perSecond(peer, events);
      if (round >= 0) {
        ours[round] = one;
        bare[round] = other;
      }
    }
    double median = Medians.percentile(ours, 0.5);
    report.add("HTTP, " + what, median, "events/s");
    report.add("HTTP, " + what + " / bare endpoint", median / Medians.percentile(bare, 0.5), "x");
  }

  /** Requests answered with 202 in a second. */
  private double perSecond(URI uri, int events) throws IOException, InterruptedException {
    long answered = 0;
    long begun = System.nanoTime();
    List<Future<Long>> connections = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        FreshRequests requests = new FreshRequests("c" + ++made + "-", events);
        connections.add(threads.submit(() -> send(uri, requests, begun + ROUND_NANOS)));
      }
      for (Future<Long> connection : connections) {
        answered += connection.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
    return answered / ((System.nanoTime() - begun) / 1e9);
  }

  private static long send(URI uri, FreshRequests requests, long end) throws IOException {
    long answered = 0;
    try (PlainHttp http = new PlainHttp(uri)) {
      while (System.nanoTime() < end) {
        PlainHttp.Answer answer = http.send(requests.next());
        if (answer.status() != 202) {
          throw new IOException(uri + " answered " + answer.status() + ": " + answer.body());
        }
        answered++;
      }
    }
    return answered;
  }
}
