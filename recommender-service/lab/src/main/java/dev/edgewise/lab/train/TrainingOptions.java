/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.phi.archive.PhiShape;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The data, the model's shape and the length of a training run.
 *
 * @param items catalogue as JSON Lines, with its {@code catalogue.json} beside it
 * @param events historical events as JSON Lines
 * @param out the archive's directory; its name is the model's
 * @param shape sizes of the model
 * @param steps how many batches to learn from
 * @param batch number of requests in a batch
 * @param learningRate the highest rate, after warming up
 * @param share the share of likes that become requests, above 0 and up to 1
 * @param seed seed of initial weights, samples and order
 * @param users how many users of the held-out window to measure; 0 for all
 * @param resume start from the checkpoint that an interrupted run left beside {@code out}
 */
public record TrainingOptions(
    Path items,
    Path events,
    Path out,
    PhiShape shape,
    int steps,
    int batch,
    double learningRate,
    double share,
    long seed,
    int users,
    boolean resume) {

  /** Length of the held-out window, and of the validation window before it. */
  static final Duration WINDOW = Duration.ofDays(28);

  /** The bundled model's sizes: 5.0 million weights, of which 4.1 are the vocabulary's. */
  public static final PhiShape SMALL = PhiShape.small(128, 3, 4, 384, 512);

  public TrainingOptions {
    if (steps < 1 || batch < 1 || (users != 0 && users < 2)) {
      throw new IllegalArgumentException(
          "steps and batch must be at least 1 and users at least 2, or 0 for all, not %d, %d and %d"
              .formatted(steps, batch, users));
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be above 0 and at most 1, not " + share);
    }
  }
}
