/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.load.report.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./edgewise bench --suite faults}. */
class FaultsIT {
  @Test
  void afterKillsOfEverythingProfilesAreAsTheLogSays() throws Exception {
    Path home = Path.of("..").toAbsolutePath().normalize();
    Report report = new FaultSuite(home, 6, System.err).runSample(3000);
    System.err.println(report.table());
    assertThat(report.faults()).isEmpty();
    assertThat(report.table())
        .containsPattern("kills of the consumer +3")
        .containsPattern("kills of Redis +1")
        .containsPattern("kills of the broker +1")
        .containsPattern("profiles that differ +0 of 200");
  }
}
