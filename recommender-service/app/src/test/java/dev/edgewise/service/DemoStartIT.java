/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start of the packaged demo with a Redis that stands still meanwhile. */
class DemoStartIT {
  private static final Path SMALL = Path.of("src/test/resources/upgrade/0.1.0");

  /** Longer than two timeouts of the client. */
  private static final int PAUSE_SECONDS = 5;

  @TempDir Path folder;

  /** Redis stops while the import waits for the profiles, like on a machine that is too busy. */
  @Test
  void aRedisThatStandsStillForSomeSecondsDelaysTheStart() throws Exception {
    CompletableFuture<Void> pause = CompletableFuture.runAsync(this::pauseAtImport);
    try (RunningDemo demo = start()) {
      pause.get(1, TimeUnit.MINUTES);
      assertThat(Files.readString(folder.resolve("demo.log")))
          .containsSubsequence(
              "could not read a profile at Redis 127.0.0.1:",
              "trying again (1 of 9)",
              "past events are in the profiles",
              "Edgewise is ready at");
      assertThat(demo.json("v1/recommendations/someone?limit=5").path("items").size()).isEqualTo(5);
    }
    try (RunningDemo later = start()) {
      assertThat(Files.readString(folder.resolve("demo.log"))).doesNotContain("past events");
      assertThat(later.get("q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  private RunningDemo start() throws IOException {
    return RunningDemo.start(
        folder,
        "--items",
        SMALL.resolve("items.jsonl").toString(),
        "--events",
        SMALL.resolve("events.jsonl").toString());
  }

  /** The demo notes the shift of past events just before it publishes the first one. */
  private void pauseAtImport() {
    try {
      Path data = folder.resolve("data");
      while (!contains(data.resolve("demo.properties"), "shift=")) {
        sleep(1);
      }
      // the process that supervises Redis, and Redis
      String redis = Files.readString(data.resolve("redis/pids")).trim().split(" ", -1)[1];
      signal("-STOP", redis);
      sleep(TimeUnit.SECONDS.toMillis(PAUSE_SECONDS));
      signal("-CONT", redis);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean contains(Path file, String text) throws IOException {
    return Files.exists(file) && Files.readString(file).contains(text);
  }

  private static void signal(String name, String pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", name, pid).start().waitFor()).isZero();
  }

  // a latch that stays closed waits without a lock
  private static void sleep(long millis) throws InterruptedException {
    assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
  }
}
