/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Runs {@link ClickAndAsk} in a process of its own, since Gatling wants one, and reads its report.
 */
final class GatlingRun {
  private GatlingRun() {}

  static void measure(URI service, Report report, PrintStream log)
      throws IOException, InterruptedException {
    try (TemporaryFolder results = new TemporaryFolder()) {
      run(service, results.path(), log);
      JsonObject statistics = statistics(results.path());
      double failed = number(statistics, "numberOfRequests", "ko");
      report.add("load: requests", number(statistics, "numberOfRequests", "total"), "requests");
      report.add("load: failed", failed, "requests");
      report.add("load: response, median", number(statistics, "percentiles1", "ok"), "ms");
      report.add("load: response, 95 %", number(statistics, "percentiles3", "ok"), "ms");
      if (failed > 0) {
        report.fault((long) failed + " requests failed under a little load");
      }
    }
  }

  private static void run(URI service, Path results, PrintStream log)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dedgewise.url=" + service,
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "-s",
                ClickAndAsk.class.getName(),
                "-rf",
                results.toString())
            .redirectErrorStream(true)
            .start();
    try (var lines = process.inputReader()) {
      lines.lines().forEach(log::println);
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("Gatling ended with status " + status + "; what it said is above");
    }
  }

  private static JsonObject statistics(Path results) throws IOException {
    try (Stream<Path> files = Files.walk(results)) {
      Path file =
          files
              .filter(f -> f.endsWith("global_stats.json"))
              .findFirst()
              .orElseThrow(() -> new IOException("Gatling left no statistics in " + results));
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }
  }

  private static double number(JsonObject statistics, String of, String which) {
    return statistics.getAsJsonObject(of).get(which).getAsDouble();
  }
}
