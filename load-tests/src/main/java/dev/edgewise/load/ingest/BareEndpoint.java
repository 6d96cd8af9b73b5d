/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.load.process.ChildProcess;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A program that does the least work of taking events over HTTP: it cuts a body into the bytes of
 * its events, writes these to Kafka, and answers 202 when all are acknowledged. It answers each
 * line with its port.
 */
final class BareEndpoint {
  private static final String TOPIC = "bare";
  private static final byte[] BETWEEN = "},{\"id\":".getBytes(StandardCharsets.US_ASCII);

  private BareEndpoint() {}

  /** Argument: the bootstrap servers of Kafka. */
  public static void main(String[] args) throws Exception {
    KafkaSettings settings = KafkaSettings.on(args[0]);
    var _ = Topics.ensure(settings, Set.of(TOPIC));
    var producer = Producers.open(settings);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    int cores = Runtime.getRuntime().availableProcessors();
    Vertx.vertx()
        .deployVerticle(() -> new Door(producer, port), new DeploymentOptions().setInstances(cores))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    ChildProcess.answerLines(line -> "" + port);
    System.exit(0);
  }

  /** A class of its own, so that the process that starts the program needs no Vert.x. */
  private static final class Door extends AbstractVerticle {
    private final Producer<byte[], byte[]> producer;
    private final int port;

    Door(Producer<byte[], byte[]> producer, int port) {
      this.producer = producer;
      this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer()
          .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
          .listen(port, "127.0.0.1")
          .<Void>mapEmpty()
          .onComplete(started);
    }

    private void take(HttpServerRequest request, Buffer body) {
      List<byte[]> events = cut(body.getBytes());
      AtomicInteger left = new AtomicInteger(events.size());
      AtomicInteger failures = new AtomicInteger();
      Context context = vertx.getOrCreateContext();
      for (byte[] event : events) {
        var _ =
            producer.send(
                new ProducerRecord<>(TOPIC, event),
                (metadata, failure) -> {
                  failures.addAndGet(failure == null ? 0 : 1);
                  if (left.decrementAndGet() == 0) {
                    int status = failures.get() == 0 ? 202 : 503;
                    context.runOnContext(_ -> request.response().setStatusCode(status).end());
                  }
                });
      }
    }
  }

  /** Cuts an array of events, or one event, as this suite writes them. */
  static List<byte[]> cut(byte[] body) {
    List<byte[]> events = new ArrayList<>();
    boolean array = body.length > 0 && body[0] == '[';
    int from = array ? 1 : 0;
    int end = array ? body.length - 1 : body.length;
    for (int i = from; i + BETWEEN.length <= end; i++) {
      if (body[i] == BETWEEN[0]
          && Arrays.equals(body, i, i + BETWEEN.length, BETWEEN, 0, BETWEEN.length)) {
        events.add(Arrays.copyOfRange(body, from, i + 1));
        from = i + 2;
      }
    }
    events.add(Arrays.copyOfRange(body, from, end));
    return events;
  }
}
