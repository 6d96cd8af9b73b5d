/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import dev.edgewise.phi.archive.ModuleCode;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.archive.TorchScriptFile;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.Torch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * TorchScript modules for training: their weights are arguments, and they have methods for the loss
 * and for a step of the optimiser.
 */
final class TrainingModule {
  private TrainingModule() {}

  private interface Writer {
    void write(Path file) throws IOException;
  }

  /** The layers of the engine with the loss of requests. */
  static PtSymbolBlock ofRequests(PtNDManager memory, PhiShape shape) {
    Rope rope = Rope.plain(shape);
    String methods = resource("phi3-training.ts.txt") + resource("adam.ts.txt");
    String code = ModuleCode.of(shape, rope.factor(), "  inv_freq : Tensor\n", methods);
    return load(memory, file -> TorchScriptFile.withoutWeights(file, rope, code));
  }

  /** The layers of a model of item sequences with the loss of the next items. */
  static PtSymbolBlock ofSequences(PtNDManager memory) {
    String layers =
        resource("sequence.ts.txt")
            .replace("$EMBEDDING", "" + Math.sqrt(SequenceShape.WIDTH))
            .replace("$DROPOUT", "" + SequenceShape.DROPOUT)
            .replace("$LAYERS", "" + SequenceShape.LAYERS)
            .replace("$WIDTH", "" + SequenceShape.WIDTH)
            .replace("$HEADS", "" + SequenceShape.HEADS)
            .replace("$HEAD", "" + SequenceShape.WIDTH / SequenceShape.HEADS)
            .replace("$SCALE", "" + 1 / Math.sqrt(1.0 * SequenceShape.WIDTH / SequenceShape.HEADS));
    String code = layers + resource("adam.ts.txt");
    return load(memory, file -> TorchScriptFile.withoutData(file, code));
  }

  private static PtSymbolBlock load(PtNDManager memory, Writer writer) {
    try {
      Path file = Files.createTempFile("training", ".pt");
      try {
        writer.write(file);
        return Torch.load(memory, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new ModelException("Can't write the training module to the temporary folder: " + e, e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(TrainingModule.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ModelException("Can't read " + name + " of this program: " + e, e);
    }
  }
}
