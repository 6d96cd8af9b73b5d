/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import dev.edgewise.cli.option.InstallFolder;
import dev.edgewise.cli.option.ShapeFile;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.train.TrainingOptions;
import dev.edgewise.lab.train.TrainingRun;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.service.wiring.RankingWiring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./edgewise train}. */
@Command(
    name = "train",
    description =
        "Trains a small ranker on past events, measures it on the held-out weeks, and writes an"
            + " archive.")
public final class TrainCommand implements Callable<Integer> {
  @Option(names = "--items", description = "items as JSON Lines; default: the bundled films")
  private Path items = InstallFolder.catalogue("films").resolve("items.jsonl.gz");

  @Option(names = "--events", description = "events as JSON Lines; default: the bundled films'")
  private Path events = InstallFolder.catalogue("films").resolve("events.jsonl.gz");

  @Option(
      names = "--out",
      defaultValue = "model",
      description =
          "directory of the archive to write: new, empty, or an archive to replace"
              + " (${DEFAULT-VALUE})")
  private Path out = Path.of("model");

  @Option(
      names = "--steps",
      defaultValue = "4000",
      description = "number of batches (${DEFAULT-VALUE})")
  private int steps;

  @Option(
      names = "--batch",
      defaultValue = "8",
      description = "requests in a batch (${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--rate",
      defaultValue = "0.0015",
      description = "maximum learning rate (${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--share",
      defaultValue = "1",
      description = "share of the likes to learn from (${DEFAULT-VALUE})")
  private double share;

  @Option(names = "--seed", defaultValue = "7", description = "random seed (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--users",
      defaultValue = "0",
      description = "number of held-out users to measure on; 0 for all (${DEFAULT-VALUE})")
  private int users;

  @Option(
      names = "--shape",
      description =
          "JSON file with the model's sizes; default: {\"hidden\":128,\"layers\":3,\"heads\":4,"
              + "\"ffn\":384,\"context\":512}")
  private @Nullable Path shape;

  @Option(
      names = "--blend-only",
      description =
          "train no model: fit the blend of the archive at --out again, measure it and write its"
              + " cards")
  private boolean blendOnly;

  @Option(names = "--resume", description = "resume an interrupted run")
  private boolean resume;

  @Override
  public Integer call() throws IOException, BadEventException {
    PhiShape sizes = shape == null ? TrainingOptions.SMALL : ShapeFile.read(shape);
    TrainingOptions options =
        new TrainingOptions(
            items, events, out, sizes, steps, batch, rate, share, seed, users, resume);
    if (blendOnly) {
      TrainingRun.blend(options, RankingWiring::ranker, System.err);
    } else {
      TrainingRun.run(options, RankingWiring::ranker, System.err);
    }
    return 0;
  }
}
