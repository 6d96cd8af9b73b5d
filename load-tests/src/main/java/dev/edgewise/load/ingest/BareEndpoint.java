/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.load.process.BareServer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    BareServer.run(
        request -> request.body().onSuccess(body -> take(producer, request, body.getBytes())));
    System.exit(0);
  }

  private static void take(
      Producer<byte[], byte[]> producer, HttpServerRequest request, byte[] body) {
    List<byte[]> events = cut(body);
    AtomicInteger left = new AtomicInteger(events.size());
    AtomicInteger failures = new AtomicInteger();
    Context context = Objects.requireNonNull(Vertx.currentContext(), "of the request");
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
