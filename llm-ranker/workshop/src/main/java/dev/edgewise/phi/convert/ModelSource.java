/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.archive.Weights;
import java.nio.file.Path;
import java.util.List;

/** A model in another file format. It reads its weights on demand. Not thread-safe. */
interface ModelSource extends AutoCloseable {

  /** The card of the new archive, with shape, name and licence. */
  ModelCard card();

  Rope rope();

  /** The weights, by the archive's names and shapes. */
  Weights weights();

  /** The vocabulary as a GGUF file without weights; empty without a vocabulary. */
  byte[] tokenizer();

  /** All files of the model. */
  List<Path> files();

  @Override
  void close();
}
