/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.load.pipeline.EventFeed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The broker's disk fills up while events flow: the broker refuses or dies. Then there is room
 * again, and it is started again if need be.
 */
record DiskFull(SmallDisk disk, int events) implements Fault {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public void strike(Stage stage) throws IOException, InterruptedException {
    var _ = stage.consumer();
    stage.feed().send(stage.next(events / 2));
    Path filler = disk.path().resolve("filler");
    long bytes = fill(filler);
    EventFeed.Writing writing = stage.feed().begin(stage.next(events / 2), EventFeed.UNBOUNDED);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (stage.kafka().alive() && stage.feed().refused() == 0) {
      if (System.nanoTime() > end) {
        stage.fault("a full disk made no difference to the broker");
        break;
      }
      Thread.sleep(20);
    }
    stage.pause(2000);
    boolean died = !stage.kafka().alive();
    Files.delete(filler);
    if (died) {
      stage.kafka().restart();
    }
    writing.await();
    stage.note("filled up, leaving nothing to the broker", bytes / (double) (1 << 20), "MiB");
    stage.note("the broker died of it", died ? 1 : 0, "times");
  }

  private static long fill(Path filler) throws IOException {
    byte[] block = new byte[4096];
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
        bytes += block.length;
      }
    } catch (IOException full) {
      if (bytes == 0) {
        throw full;
      }
      return bytes;
    }
  }
}
