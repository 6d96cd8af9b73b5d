/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import dev.edgewise.lab.progress.Progress;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.convert.ModelImport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./edgewise model import}. */
@Command(
    name = "import",
    description =
        "Makes an archive from a GGUF file, a Hugging Face directory (config.json, safetensors) or"
            + " an archive with floating-point weights. After an interruption, the next run resumes"
            + " it.")
final class ModelImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SRC", description = "the file or directory to import")
  private Path source = Path.of("");

  @Option(names = "--out", required = true, description = "directory of the archive to write")
  private Path out = Path.of("");

  @Option(
      names = "--precision",
      defaultValue = "int4",
      description = "precision of the weights: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Precision precision = Precision.INT4;

  @Override
  public Integer call() {
    Progress progress = new Progress(System.err, "edgewise: ");
    boolean tokenizer =
        ModelImport.run(
            source, out, precision, (done, all) -> progress.sayEach("weight", done, all));
    progress.note("wrote %s, precision %s", out, precision);
    if (!tokenizer) {
      progress.note(
          "the source has no SentencePiece tokenizer, so the archive accepts token ids only");
    }
    return 0;
  }
}
