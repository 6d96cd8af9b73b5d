/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.archive.Weights;
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
}
