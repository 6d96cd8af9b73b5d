/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import dev.edgewise.load.report.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command that ran to its end.
 *
 * @param output what it said on standard output
 * @param seconds how long it took
 * @param peakBytes most memory that it had resident, as Linux counts it; 0 elsewhere
 */
public record ChildRun(String output, double seconds, long peakBytes) {

  /** Runs a command; what it says on standard error goes to the log. */
  public static ChildRun of(List<String> command, PrintStream log)
      throws IOException, InterruptedException {
    log.println(String.join(" ", command));
    long begin = System.nanoTime();
    Process process = new ProcessBuilder(command).start();
    CompletableFuture<Void> errors =
        CompletableFuture.runAsync(() -> copy(process.getErrorStream(), log));
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
    long peak = 0;
    while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, Machine.memoryBytes(process.toHandle(), "VmHWM"));
    }
    errors.join();
    if (process.exitValue() != 0) {
      throw new IOException(command.get(0) + " ended with " + process.exitValue());
    }
    return new ChildRun(output.join(), (System.nanoTime() - begin) / 1e9, peak);
  }

  private static void copy(InputStream in, PrintStream log) {
    try (in) {
      in.transferTo(log);
    } catch (IOException e) {
      log.println("(its messages can't be read: " + e.getMessage() + ")");
    }
  }

  private static String read(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
