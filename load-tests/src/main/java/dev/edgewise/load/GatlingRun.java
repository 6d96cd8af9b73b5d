/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.load.process.TemporaryFolder;
import dev.edgewise.load.report.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@link ClickAndAsk} in a process of its own, since Gatling wants one, and reads its summary.
 */
final class GatlingRun {
  private GatlingRun() {}

  static void measure(URI service, Report report, PrintStream log)
      throws IOException, InterruptedException {
    try (TemporaryFolder results = new TemporaryFolder()) {
      GatlingSummary summary = GatlingSummary.of(run(service, results.path(), log));
      report.add("load: requests", summary.requests(), "requests");
      report.add("load: failed", summary.failed(), "requests");
      report.add("load: response, median", summary.median(), "ms");
      report.add("load: response, 95 %", summary.late(), "ms");
      if (summary.failed() > 0) {
        report.fault((long) summary.failed() + " requests failed under a little load");
      }
    }
  }

  private static List<String> run(URI service, Path results, PrintStream log)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(service, results)).redirectErrorStream(true).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.println(line);
        said.add(line);
      }
    } finally {
      process.destroy();
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("Gatling ended with status " + status + "; what it said is above");
    }
    return said;
  }

  private static List<String> command(URI service, Path results) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "-Duser.language=en",
        // Nothing is told to its makers, nothing left in the home folder.
        "-Dgatling.data.enableAnalytics=false",
        "-Djava.util.prefs.userRoot=" + results,
        "-Dedgewise.url=" + service,
        "-cp",
        System.getProperty("java.class.path"),
        "io.gatling.app.Gatling",
        "-s",
        ClickAndAsk.class.getName(),
        "-rf",
        results.toString());
  }
}
