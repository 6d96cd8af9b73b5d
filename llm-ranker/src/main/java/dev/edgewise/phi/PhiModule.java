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
import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.KernelLibrary;
import dev.edgewise.phi.torch.PackedRows;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.TailStep;
import dev.edgewise.phi.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A loaded model's computations, and the native memory that holds its weights. The weights stay as
 * the archive has them, whatever is computed. Only inference threads may call the methods.
 */
interface PhiModule extends AutoCloseable {
  /**
   * Loads a module file. The native kernels compute it unless this machine has none, or the options
   * name libtorch.
   *
   * @param memory native memory for the module, which owns it from now on
   * @param large whether one pass at a time runs on all threads
   * @throws ModelException when the file doesn't fit the card, or there is no such kernel
   */
  static PhiModule load(
      PtNDManager memory, Path file, ArchiveInfo info, LoadOptions options, boolean large) {
    try {
      String absence = "asked for";
      if (!options.kernel().equals(LoadOptions.LIBTORCH)) {
        KernelLibrary library = null;
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
      return new ScriptModule(memory, module, info, cache, absence, null);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
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

  /** What computes, for example "avx512". */
  String kernel();

  /** The largest number of tokens in a pass, so that others needn't wait long for theirs. */
  int rowsPerPass();

  /**
   * Allocates memory for the keys and values of a prefix.
   *
   * @throws ModelException when the budget has too few bytes left
   */
  SharedMemory newCache(CacheBudget budget, int tokens);

  /**
   * Allocates memory for the keys and values of texts.
   *
   * @param room number of positions for each text
   * @throws ModelException when the budget has too few bytes left
   */
  SharedMemory newTails(CacheBudget budget, int texts, int room);

  /**
   * Reads tokens into a cache, from position {@code at} on.
   *
   * @return for each of the tokens, the logits of the whole vocabulary; empty unless {@code logits}
   */
  float[][] prefill(SharedMemory cache, int[] tokens, int at, boolean stretched, boolean logits);

  /**
   * Computes the logits of labels at the end of each branch.
   *
   * @param caches keys and values of each group's prefix
   * @return for each group and branch, the logits of its labels
   */
  float[][][] score(List<SharedMemory> caches, boolean stretched, List<PackedRows.Group> groups);

  /**
   * Extends texts by the rows of the steps, and stores the rows' keys and values in the tails.
   *
   * @param stretched whether all steps use the frequencies for long texts
   * @return for each step's ends in order, the logits of the whole vocabulary
   */
  float[][] extend(List<TailStep> steps, boolean stretched);

  @Override
  void close();
}
