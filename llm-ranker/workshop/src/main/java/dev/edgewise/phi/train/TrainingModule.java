/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import dev.edgewise.phi.archive.ModuleCode;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.archive.TorchScriptFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The TorchScript module for training: the layers of the engine with the weights as arguments, and
 * methods for the loss and for a step of the optimiser.
 */
final class TrainingModule {
  private TrainingModule() {}

  /** Writes the module to a file, which is created or overwritten. */
  static void write(Path file, PhiShape shape) throws IOException {
    Rope rope = Rope.plain(shape);
    String attributes = "  inv_freq : Tensor\n";
    TorchScriptFile.withoutWeights(
        file, rope, ModuleCode.of(shape, rope.factor(), attributes, methods()));
  }

  private static String methods() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TrainingModule.class.getResourceAsStream("phi3-training.ts.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
