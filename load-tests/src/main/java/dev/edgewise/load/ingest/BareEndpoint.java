/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The least that taking events over HTTP takes: cuts a body into the bytes of its events without
 * reading them, writes these to Kafka, and answers 202 when all are acknowledged. Answers the line
 * {@code port} with where it listens.
 */
final class BareEndpoint {
  private static final String TOPIC = "bare";
  private static final int PARTITIONS = 8;
  private static final byte[] BETWEEN = "},{\"id\":".getBytes(StandardCharsets.US_ASCII);

  private BareEndpoint() {}

  /**
   * The process.
   *
   * @param args bootstrap servers
   */
  public static void main(String[] args) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
      NewTopic topic = new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    }
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, Object> configuration =
        Map.of(
            "bootstrap.servers", args[0], "acks", "all", "linger.ms", 2, "batch.size", 64 * 1024);
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    Vertx vertx = Vertx.vertx();
    vertx
        .deployVerticle(
            () -> new Door(producer, port),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      System.out.println(port);
    }
    System.exit(0);
  }

  /** A class of its own, so that whoever starts the process needs no Vert.x. */
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
                  count(failure, failures);
                  if (left.decrementAndGet() == 0) {
                    int status = failures.get() == 0 ? 202 : 503;
                    context.runOnContext(_ -> answer(request, status));
                  }
                });
      }
    }

    private static void count(@Nullable Exception failure, AtomicInteger failures) {
      if (failure != null) {
        failures.incrementAndGet();
      }
    }

    private static void answer(HttpServerRequest request, int status) {
      var _ = request.response().setStatusCode(status).end();
    }
  }

  /** The objects in an array, or the one there is, as they are written by this suite. */
  static List<byte[]> cut(byte[] body) {
    List<byte[]> events = new ArrayList<>();
    boolean array = body.length > 0 && body[0] == '[';
    int from = array ? 1 : 0;
    int end = array ? body.length - 1 : body.length;
    for (int i = from; i < end; i++) {
      if (matches(body, i)) {
        events.add(Arrays.copyOfRange(body, from, i + 1));
        from = i + 2;
      }
    }
    events.add(Arrays.copyOfRange(body, from, end));
    return events;
  }

  private static boolean matches(byte[] body, int at) {
    return body[at] == BETWEEN[0]
        && at + BETWEEN.length <= body.length
        && Arrays.equals(body, at, at + BETWEEN.length, BETWEEN, 0, BETWEEN.length);
  }
}
