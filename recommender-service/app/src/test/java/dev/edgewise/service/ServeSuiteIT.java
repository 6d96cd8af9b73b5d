/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.load.serve.KnownUsers;
import dev.edgewise.load.serve.LoadFigure;
import dev.edgewise.load.serve.ServeFigures.FigureRow;
import dev.edgewise.load.serve.ServeMeasurement;
import dev.edgewise.load.serve.ServePlan;
import dev.edgewise.load.serve.ServeTarget;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code ./edgewise bench --suite serve}. */
@ExtendWith(SharedDemo.class)
class ServeSuiteIT {
  private static final ServePlan SHORT =
      new ServePlan(1, 0.2, List.of(2), List.of(0.5, 4.0), 2, Duration.ZERO);

  @Test
  void theKindsOfAnswersAreToldApart(RunningDemo demo) throws Exception {
    demo.awaitFit(); // a new ranker makes stored lists invalid
    String port = Files.readString(demo.folder().resolve("data/redis/ports")).strip();
    ServeTarget target =
        new ServeTarget(
            URI.create(demo.url()), URI.create("redis://127.0.0.1:" + port), demo.handle());
    KnownUsers users = KnownUsers.read(Path.of("../catalogues/films/events.jsonl.gz"));
    ServeMeasurement measurement = new ServeMeasurement(target, users, SHORT, System.err);
    measurement.measure();
    assertThat(measurement.loads()).hasSize(4);
    for (FigureRow load : measurement.loads()) {
      double answered =
          load.median(LoadFigure.IN_FULL)
              + load.median(LoadFigure.AT_ONCE)
              + load.median(LoadFigure.REFUSED);
      assertThat(answered).as(load.toString()).isBetween(0.0, 1.001);
      if (load.times() < 1) {
        assertThat(load.median(LoadFigure.REFUSED)).as(load.toString()).isZero();
      }
      boolean stored = load.subject().contains("stored");
      assertThat(load.median(LoadFigure.STORED) > 0).as(load.toString()).isEqualTo(stored);
    }
  }
}
