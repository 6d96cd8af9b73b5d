/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import dev.edgewise.lab.progress.Progress;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.convert.HuggingFaceConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./edgewise model random}. */
@Command(
    name = "random",
    description =
        "Makes an archive with random weights in the shape of a real model, to measure speed and"
            + " memory.")
final class ModelRandomCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Shape shape = new Shape();

  @Option(names = "--out", required = true, description = "directory of the archive to write")
  private Path out = Path.of("");

  @Option(
      names = "--precision",
      defaultValue = "int4",
      description = "precision of the weights: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Precision precision = Precision.INT4;

  @Option(names = "--seed", defaultValue = "1", description = "random seed (${DEFAULT-VALUE})")
  private long seed;

  /** The shape: one of the two options. */
  static final class Shape {
    @Option(names = "--shape", description = "phi-3-mini-4k or phi-3-medium-4k")
    private @Nullable String name;

    @Option(names = "--config", description = "a Hugging Face config.json")
    private @Nullable Path config;
  }

  @Override
  public Integer call() {
    Path config = shape.config;
    if (config == null) {
      String name = String.valueOf(shape.name);
      write("random-" + name, PhiShape.named(name), Rope.plain(PhiShape.named(name)));
    } else {
      HuggingFaceConfig read = HuggingFaceConfig.read(config);
      write("random", read.shape(), read.rope());
    }
    return 0;
  }

  private void write(String name, PhiShape sizes, Rope rope) {
    Progress progress = new Progress(System.err, "edgewise: ");
    PhiArchive.writeRandom(
        out,
        name,
        sizes,
        rope,
        precision,
        seed,
        (done, all) -> progress.sayEach("weight", done, all));
  }
}
