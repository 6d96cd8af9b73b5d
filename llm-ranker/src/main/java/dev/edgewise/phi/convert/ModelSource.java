/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import dev.edgewise.phi.ModelCard;
import dev.edgewise.phi.ModelException;
import dev.edgewise.phi.PhiArchive;
import dev.edgewise.phi.Rope;
import dev.edgewise.phi.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A model in another form, whose weights are read as they are asked for. Not thread-safe. */
interface ModelSource extends AutoCloseable {

  /** What it says of itself: shape, name, licence. */
  ModelCard card();

  Rope rope();

  /** Its weights, by the names and shapes of the archive. */
  Weights weights();

  /** Its vocabulary as a GGUF file without weights; empty when it has none. */
  byte[] tokenizer();

  /** All files that it is read from. */
  List<Path> files();

  @Override
  void close();

  /**
   * Opens whatever kind of model is at a path.
   *
   * @throws ModelException saying what is there and what could be
   */
  static ModelSource open(Path path) {
    if (PhiArchive.isAt(path)) {
      return new ArchiveSource(path);
    }
    if (Files.isRegularFile(path.resolve("config.json"))) {
      return new HuggingFaceSource(path);
    }
    if (Files.isRegularFile(path)) {
      return new GgufSource(path);
    }
    throw new ModelException(
        path
            + (Files.exists(path) ? " is no model" : " isn't there")
            + ": it should be a GGUF file, a Hugging Face directory with config.json, or an archive"
            + " with model.json");
  }
}
