/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A command that ran to its end.
 *
 * @param output the text that it wrote to standard output
 * @param seconds how long it ran
 * @param peakGibibytes its largest resident memory, in GiB; 0 where Linux does not tell it
 */
public record CommandRun(String output, double seconds, double peakGibibytes) {

  /** Runs a command with the standard error of this JVM; any exit status but 0 throws. */
  public static CommandRun of(List<String> command) throws IOException {
    Path output = Files.createTempFile("edgewise-bench", ".out");
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(output.toFile())
            .start();
    try {
      double peak = 0;
      while (process.isAlive()) {
        peak = Math.max(peak, mebibytes(process.toHandle(), "VmHWM") / 1024);
        Polling.sleep(Duration.ofMillis(20));
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      String text = Files.readString(output);
      if (process.exitValue() != 0) {
        String ended = command.getFirst() + " ended with status " + process.exitValue();
        throw new IOException(ended + " and this output:\n" + text);
      }
      return new CommandRun(text, seconds, peak);
    } finally {
      process.destroy();
      Files.deleteIfExists(output);
    }
  }

  /** A line of {@code /proc/PID/status}, in MiB; 0 when the process is gone or not on Linux. */
  static double mebibytes(ProcessHandle process, String name) {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(name + ":"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
