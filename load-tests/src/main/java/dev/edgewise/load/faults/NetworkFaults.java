/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.load.pipeline.ConsumerProcess;
import dev.edgewise.load.pipeline.EventFeed;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * The lines between a consumer and Redis or Kafka are cut, stalled and reset, in turns; sometimes
 * for longer than a command may take.
 */
record NetworkFaults(int rounds, int events) implements Fault {
  private static final int WHOLE_MS = 1500;
  private static final int BROKEN_MS = 4000;

  @Override
  public void strike(Stage stage) throws IOException, InterruptedException {
    stage.dismissConsumers();
    try (SocketProxy toRedis = new SocketProxy()) {
      toRedis.leadTo(URI.create(stage.redis().uri()).getPort());
      ConsumerProcess consumer =
          stage.startConsumer(
              stage.settings("127.0.0.1:" + stage.kafkaProxy().port(), stage.settings().group()),
              "redis://127.0.0.1:" + toRedis.port());
      var _ = consumer.await("get partitions", status -> status.partitions() > 0);
      EventFeed.Writing writing = stage.begin(events, rounds * (long) (WHOLE_MS + BROKEN_MS) / 2);
      List<SocketProxy> lines = List.of(toRedis, stage.kafkaProxy());
      for (int i = 0; i < rounds; i++) {
        stage.pause(WHOLE_MS);
        breakAndHeal(stage, lines.get(i % 2), i / 2 % 3);
      }
      writing.await();
      var _ = Verdict.settle(stage);
      stage.count("failures of its store that the consumer saw", consumer.status().storeFailures());
      stage.dismissConsumers();
    }
    stage.count("cuts, stalls and resets of its lines", rounds);
  }

  private static void breakAndHeal(Stage stage, SocketProxy line, int how)
      throws InterruptedException {
    switch (how) {
      case 0 -> line.cut();
      case 1 -> line.stall();
      default -> line.reset();
    }
    stage.pause(BROKEN_MS);
    line.heal();
  }
}
