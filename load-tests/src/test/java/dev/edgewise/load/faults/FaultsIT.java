/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.load.report.Report;
import dev.edgewise.load.report.SuiteRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./edgewise bench --suite faults}. */
class FaultsIT {
  @Test
  void afterKillsOfEverythingProfilesAreAsTheLogSays() throws Exception {
    Path home = Path.of("..").toAbsolutePath().normalize();
    SuiteRun run = SuiteRun.in(home);
    new FaultSuite(run, 6).measureSample(3000);
    Report report = run.report();
    System.err.println(report.table());
    assertThat(report.faults()).isEmpty();
    assertThat(report.table())
        .containsPattern("kills of the consumer +3")
        .containsPattern("kills of Redis +1")
        .containsPattern("kills of the broker +1")
        .containsPattern("profiles that differ +0 of 200");
  }
}
