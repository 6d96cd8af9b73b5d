/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.load.report.Report;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchingTest {
  @TempDir private Path folder;

  @Test
  void sideBySideGivesTheSame() throws InterruptedException {
    Path archive = folder.resolve("random");
    PhiArchive.writeRandom(archive, "random", PhiShape.small(32, 1, 2, 64, 128), 1);
    Report report = new Report("a machine");
    try (PhiModel model = PhiModel.load(archive);
        Batching batching = new Batching(model, 20)) {
      batching.ranking(5, 1).into(report, "ranking");
      batching.writing(4, 1).into(report, "writing");
    }
    assertThat(report.faults()).isEmpty();
    assertThat(report.table()).contains("ranking: throughput", "writing: throughput");
  }
}
