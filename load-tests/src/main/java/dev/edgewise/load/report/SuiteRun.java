/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * One run of a suite. Used by one thread.
 *
 * @param home root folder of the repository
 * @param log where the suite prints its progress
 * @param report where the suite puts its figures
 */
public record SuiteRun(Path home, PrintStream log, Report report) {

  /** Starts a run on this machine, with an empty report and with standard error as the log. */
  public static SuiteRun in(Path home) {
    return new SuiteRun(home, System.err, Report.ofThisMachine());
  }

  /** One part of a suite, which gets an empty folder of its own. */
  public interface SuitePart {
    void measure(Path folder) throws IOException;
  }

  /** Runs one part. When it fails, the report gets a fault and the other parts still run. */
  public void part(String name, SuitePart part) {
    log.println(name + " ...");
    try (TemporaryFolder folder = new TemporaryFolder()) {
      part.measure(folder.path());
    } catch (IOException | RuntimeException e) {
      report.fault(name + ": " + e.getMessage());
    }
  }
}
