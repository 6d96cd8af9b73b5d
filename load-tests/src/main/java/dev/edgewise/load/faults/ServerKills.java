/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.load.pipeline.ConsumerProcess;
import dev.edgewise.load.pipeline.EventFeed;
import java.io.IOException;

/** {@code kill -9} of a server while events flow and a consumer works, and its start again. */
record ServerKills(Server server, int kills, int events) implements Fault {
  private static final int LIVES_MS = 2500;
  private static final int DOWN_MS = 1500;

  /** Which one. */
  enum Server {
    REDIS,
    KAFKA
  }

  /** About twice what it takes to start: the others are at most so long. */
  private int startMillis() {
    return server == Server.REDIS ? 200 : 6000;
  }

  @Override
  public void strike(Stage stage) throws IOException, InterruptedException {
    ConsumerProcess consumer = stage.consumer();
    EventFeed.Writing writing =
        stage.begin(events, kills * (long) (LIVES_MS + DOWN_MS + startMillis()) / 2);
    for (int i = 0; i < kills; i++) {
      stage.pause(LIVES_MS);
      switch (server) {
        case REDIS -> stage.redis().kill();
        case KAFKA -> stage.kafka().kill();
      }
      stage.pause(DOWN_MS);
      switch (server) {
        case REDIS -> stage.redis().restart();
        case KAFKA -> stage.kafka().restart();
      }
    }
    writing.await();
    stage.count("rewinds of the consumer", consumer.status().rewinds());
    stage.count("kills of " + (server == Server.REDIS ? "Redis" : "the broker"), kills);
  }
}
