/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes of an earlier run that are still stopping, or were left behind. */
final class StaleProcesses {
  private static final Duration STOP = Duration.ofSeconds(15);

  private StaleProcesses() {}

  /** Waits for the processes listed in the file to end, and kills those that do not. */
  static void end(Path pids) {
    try {
      Instant written = Files.getLastModifiedTime(pids).toInstant();
      for (String pid : Files.readString(pids).trim().split(" ", -1)) {
        ProcessHandle.of(Long.parseLong(pid))
            .filter(handle -> startedBefore(handle, written))
            .filter(handle -> !awaitEnd(handle))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
      Files.delete(pids);
    } catch (IOException | NumberFormatException e) {
      // there is no readable list of processes
    }
  }

  /** Returns whether the process is older than the list; a younger one only reuses the number. */
  private static boolean startedBefore(ProcessHandle handle, Instant written) {
    Instant start = handle.info().startInstant().orElse(Instant.MAX);
    return start.isBefore(written.plusSeconds(5));
  }

  /** Waits at most fifteen seconds; returns whether the process has ended. */
  static boolean awaitEnd(ProcessHandle handle) {
    CompletableFuture<ProcessHandle> end = handle.onExit();
    try {
      end.get(STOP.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
