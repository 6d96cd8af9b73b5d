/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.load.report.Report;
import dev.edgewise.load.report.SuiteRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./edgewise bench --suite faults}. */
class FaultsIT {
  @TempDir private Path data;

  @Test
  void afterKillsOfEverythingProfilesAreAsTheLogSays() throws Exception {
    Path home = Path.of("..").toAbsolutePath().normalize();
    SuiteRun run = SuiteRun.in(home);
    Stage.DrillFault everything =
        stage -> {
          Faults.killConsumer(stage, 3, 750);
          Faults.killRedis(stage, 1, 750);
          Faults.killBroker(stage, 1, 750);
          Faults.stormOfRebalances(stage, 1, 750);
        };
    LocalRedis.Durability durability = LocalRedis.Durability.EVERY_SECOND;
    new FaultSuite(run, 6)
        .runDrills(data, List.of(new Stage.Drill("sample", durability, 200, everything)));
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
