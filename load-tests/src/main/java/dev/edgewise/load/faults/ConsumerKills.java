/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.load.pipeline.ConsumerProcess;
import dev.edgewise.load.pipeline.EventFeed;
import java.io.IOException;

/**
 * {@code kill -9} of the consumer, each time at another point of its work on a share of the events.
 * The broker is told at once that it is gone: waiting for its session to end would only take
 * longer.
 */
record ConsumerKills(int kills, int events) implements Fault {
  private static final int LATEST_MS = 400;

  @Override
  public void strike(Stage stage) throws IOException, InterruptedException {
    stage.dismissConsumers();
    int atWork = 0;
    for (int i = 0; i < kills; i++) {
      EventFeed.Writing writing =
          stage.feed().begin(stage.next(events / kills), EventFeed.UNBOUNDED);
      ConsumerProcess consumer = stage.startConsumer();
      var _ = consumer.await("get partitions", status -> status.partitions() > 0);
      stage.pause(LATEST_MS);
      atWork += consumer.status().lag() == 0 ? 0 : 1;
      consumer.kill();
      stage.forgetTheDead();
      writing.await();
    }
    stage.count("kills of the consumer", kills);
    stage.count("of these with work before it", atWork);
  }
}
