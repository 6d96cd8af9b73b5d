/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests what Linux says about the priorities of threads. */
@EnabledOnOs(OS.LINUX)
class ThreadPriorityTest {
  private static final int NICENESS = 18;

  private static int niceness(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Integer.parseInt(afterName[NICENESS - 2]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void threadsOfAPriorityHaveItsNicenessAndOthersKeepTheirs() throws Exception {
    int before = niceness(Path.of("/proc/thread-self"));
    CompletableFuture<Integer> seen = new CompletableFuture<>();
    ThreadPriority.REQUESTS
        .threads("request-")
        .newThread(() -> seen.complete(niceness(Path.of("/proc/thread-self"))))
        .start();
    assertThat(seen.get()).isEqualTo(10);
    assertThat(niceness(Path.of("/proc/thread-self"))).isEqualTo(before);
  }

  @Test
  void carriersStartedBeforehandKeepTheNicenessOfTheStart() throws Exception {
    CarrierThreads.keep();
    CompletableFuture<Integer> carrier = new CompletableFuture<>();
    ThreadPriority.BACKGROUND
        .threads("background-")
        .newThread(() ->
            Thread.startVirtualThread(
                () -> carrier.complete(niceness(Path.of("/proc/thread-self")))))
        .start();
    assertThat(carrier.get()).isLessThan(19);
  }

  @Test
  void compilersOfTheVirtualMachineGetThePriority() throws Exception {
    ThreadPriority.REQUESTS.applyToVirtualMachine();
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      assertThat(threads.filter(ThreadPriorityTest::compiles))
          .isNotEmpty()
          .allMatch(thread -> niceness(thread) == 10);
    }
  }

  private static boolean compiles(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).startsWith("C2 Compiler");
    } catch (IOException e) {
      return false;
    }
  }
}
