/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import dev.edgewise.phi.archive.ArchiveInfo;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.StoredMatrix;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.KernelLibrary;
import dev.edgewise.phi.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads module files, and decides what computes them. */
final class ModuleLoader {
  private static final long LARGE = 50_000_000;

  private ModuleLoader() {}

  /**
   * Loads a module file. The native kernels compute it unless this machine has none, or the options
   * name libtorch.
   *
   * @param memory native memory for the module, which owns it from now on
   * @throws ModelException when the file doesn't fit the card, or there is no such kernel
   */
  static PhiModule load(PtNDManager memory, Path file, ArchiveInfo info, LoadOptions options) {
    boolean large = large(info);
    try {
      String absence = "asked for";
      if (!options.kernel().equals(LoadOptions.LIBTORCH)) {
        @Nullable KernelLibrary library = null;
        try {
          library = KernelLibrary.load(memory);
        } catch (ModelException none) {
          if (!options.kernel().isEmpty()) {
            throw none;
          }
          absence = String.valueOf(none.getMessage());
        }
        if (library != null) {
          return KernelModule.open(memory, library, file, info, options, large);
        }
      }
      PtSymbolBlock module = Torch.load(memory, file);
      checkShapes(module, memory, info, file);
      LoadOptions.Cache cache = options.cache().of(info.precision());
      return new ScriptModule(memory, module, info, cache, large, absence, null);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /** Whether one pass at a time runs on all threads, rather than a pass on each. */
  static boolean large(ArchiveInfo info) {
    return WeightLayout.count(info.card().shape()) > LARGE;
  }

  private static void checkShapes(
      PtSymbolBlock module, PtNDManager memory, ArchiveInfo info, Path file) {
    List<StoredMatrix.Part> expected =
        StoredMatrix.parts(WeightLayout.matrices(info.card().shape()), info.precision());
    try (PtNDManager scope = memory.newSubManager(memory.getDevice());
        IValue weights = Torch.call(module, "weights")) {
      PtNDArray[] actual = weights.toTensorArray(scope);
      for (int i = 0; i < Math.max(actual.length, expected.size()); i++) {
        String has = i < actual.length ? Arrays.toString(actual[i].getShape().getShape()) : "none";
        String needs = i < expected.size() ? expected.get(i).shape().toString() : "none";
        if (!has.equals(needs)) {
          String name = i < expected.size() ? expected.get(i).name() : "beyond the last";
          throw ModelException.of(
              "%s has weight %s of shape %s, but %s requires %s",
              file, name, has, PhiArchive.CARD, needs);
        }
      }
    }
  }
}
