/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.load.report.Report;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentCallsTest {
  @TempDir private Path folder;

  @Test
  void sideBySideGivesTheSame() throws Exception {
    Path archive = folder.resolve("random");
    PhiArchive.writeRandom(archive, "random", PhiShape.small(32, 1, 2, 64, 128), 1);
    Report report = new Report("a machine");
    try (PhiModel model = PhiModel.load(archive);
        ConcurrentCalls calls = new ConcurrentCalls(model, 20)) {
      calls.rank(report, "ranking", 5, 1);
      calls.write(report, "writing", 4, 1);
    }
    assertThat(report.faults()).isEmpty();
    assertThat(report.table()).contains("ranking: throughput", "writing: throughput");
  }
}
