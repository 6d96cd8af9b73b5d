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

/** Processes of an earlier run that may still be on their way out, or were left behind. */
final class StaleProcesses {
  private static final Duration STOP = Duration.ofSeconds(15);

  private StaleProcesses() {}

  /** Waits for the processes noted in the file to end, and ends by force those that don't. */
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
      // nothing was left, or nothing that can be read
    }
  }

  /** A process that began well after the note of its id is another one with the same number. */
  private static boolean startedBefore(ProcessHandle handle, Instant written) {
    return handle
        .info()
        .startInstant()
        .filter(start -> start.isBefore(written.plusSeconds(5)))
        .isPresent();
  }

  /** Waits fifteen seconds at most; true when the process has ended. */
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
