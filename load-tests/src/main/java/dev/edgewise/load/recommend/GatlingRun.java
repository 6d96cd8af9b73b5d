/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import dev.edgewise.load.process.CommandRun;
import dev.edgewise.load.process.JavaCommand;
import dev.edgewise.load.report.Report;
import dev.edgewise.load.report.SuiteRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures of {@link ClickAndAsk} in the closing table that Gatling prints: the numbers of all
 * and of failed requests, and the response times that 50 % and 95 % don't exceed, in ms.
 */
record GatlingRun(double requests, double failed, double median, double late) {
  private static final String TITLE = "Global Information";

  /** Runs Gatling in a process of its own, since it wants one, and reports the figures. */
  static void measure(SuiteRun run, URI service, Path folder) throws IOException {
    JavaCommand java =
        JavaCommand.withOwnClassPath(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Duser.language=en",
            // Gatling should tell nothing to its makers, and leave nothing in the home folder
            "-Dgatling.data.enableAnalytics=false",
            "-Djava.util.prefs.userRoot=" + folder,
            "-Dedgewise.url=" + service);
    List<String> arguments = List.of("-s", ClickAndAsk.class.getName(), "-rf", folder.toString());
    String output = CommandRun.of(java.words("io.gatling.app.Gatling", arguments)).output();
    run.log().println(output);
    GatlingRun figures = parse(output);
    Report report = run.report();
    report.add("load: requests", figures.requests, "requests");
    report.add("load: failed", figures.failed, "requests");
    report.add("load: response, median", figures.median, "ms");
    report.add("load: response, 95 %", figures.late, "ms");
    if (figures.failed > 0) {
      report.fault((long) figures.failed + " requests failed under a little load");
    }
  }

  /** Reads the figures, and throws when the table or one of its rows is missing. */
  static GatlingRun parse(String output) throws IOException {
    int begin = output.lastIndexOf(TITLE);
    if (begin < 0) {
      throw new IOException("Gatling printed no table '" + TITLE + "'");
    }
    String table = output.substring(begin);
    return new GatlingRun(
        number(table, "request count", 1),
        number(table, "request count", 3),
        number(table, "response time 50th percentile (ms)", 1),
        number(table, "response time 95th percentile (ms)", 1));
  }

  /** A cell of the table: 1 is the column of all requests, 3 that of failed ones. */
  private static double number(String table, String row, int column) throws IOException {
    String cell = "\\|\\s*([\\d.,-]+)\\s*";
    Pattern cells = Pattern.compile("> " + Pattern.quote(row) + "\\s*" + cell.repeat(3));
    Matcher found = cells.matcher(table);
    if (!found.find()) {
      throw new IOException("Gatling's table has no row '" + row + "' of numbers");
    }
    String number = found.group(column).replace(",", "");
    return number.equals("-") ? 0 : Double.parseDouble(number);
  }
}
