/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.load.pipeline.ConsumerProcess;
import dev.edgewise.load.pipeline.EventFeed;
import java.io.IOException;
import java.util.List;

/**
 * Consumers join and leave while events flow: half of those that go are asked to, half are killed,
 * and the broker finds out about these by itself.
 */
record RebalanceStorm(int rounds, int events) implements Fault {
  private static final int BETWEEN_MS = 3000;
  private static final int MOST = 3;

  @Override
  public void strike(Stage stage) throws IOException, InterruptedException {
    var _ = stage.consumer();
    EventFeed.Writing writing = stage.begin(events, rounds * (long) BETWEEN_MS / 2);
    int killed = 0;
    for (int i = 0; i < rounds; i++) {
      var _ = stage.startConsumer();
      stage.pause(BETWEEN_MS);
      List<ConsumerProcess> living = stage.living();
      if (living.size() >= MOST || stage.random().nextBoolean()) {
        ConsumerProcess victim = living.get(stage.random().nextInt(living.size()));
        if (stage.random().nextBoolean()) {
          victim.terminate();
        } else {
          victim.kill();
          killed++;
        }
      }
    }
    writing.await();
    stage.count("consumers that joined", rounds);
    stage.count("consumers killed", killed);
  }
}
