/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.load.events.EventFeed;
import dev.edgewise.load.process.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A disk of 128 MiB in memory, to be filled up. Only root on Linux can mount one. */
record SmallDisk(Path path) implements AutoCloseable {
  private static final int BYTES = 128 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Mounts a disk at an existing folder; empty where this system or user can't. */
  static Optional<SmallDisk> mount(Path folder) {
    return runs("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString())
        ? Optional.of(new SmallDisk(folder))
        : Optional.empty();
  }

  private static boolean runs(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return Polling.until(PATIENCE, PAUSE, () -> !process.isAlive()) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  /**
   * Fills the disk while events flow until the broker on it refuses events or dies, then makes room
   * and starts a dead broker again.
   */
  void fillUp(Stage stage, int events) throws IOException {
    var _ = stage.consumer();
    stage.send(events / 2);
    Path filler = path.resolve("filler");
    long bytes = fill(filler);
    EventFeed.Delivery delivery = stage.begin(events / 2);
    Polling.Condition harmed = () -> !stage.kafka.alive() || stage.feed.refused() > 0;
    if (!Polling.until(Duration.ofMinutes(2), PAUSE, harmed)) {
      stage.fault("a full disk made no difference to the broker");
    }
    stage.pause(2000);
    boolean died = !stage.kafka.alive();
    Files.delete(filler);
    if (died) {
      stage.kafka.restart();
    }
    delivery.await();
    stage.note("filled up, leaving nothing to the broker", bytes / (double) (1 << 20), "MiB");
    stage.note("the broker died of it", died ? 1 : 0, "times");
  }

  private static long fill(Path filler) throws IOException {
    try {
      Files.write(filler, new byte[BYTES]);
    } catch (IOException full) {
      // the file has taken the rest of the disk
    }
    return Files.size(filler);
  }

  /** Unmounts the disk; processes that wrote to it may take a moment to end. */
  @Override
  public void close() throws IOException {
    if (!Polling.until(PATIENCE, PAUSE, () -> runs("umount", path.toString()))) {
      System.err.println("could not unmount " + path);
    }
  }
}
