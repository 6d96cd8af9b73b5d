/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.edgewise.phi.token.ModelException;
import java.nio.file.Path;
import java.util.List;

/** Access to libtorch through DJL: memory, TorchScript modules and calls. Never downloads files. */
public final class Torch {
  private Torch() {}

  /**
   * A new manager of native memory. Closing it frees the memory.
   *
   * @throws ModelException when libtorch can't be loaded on this machine
   */
  public static PtNDManager newManager() {
    System.setProperty("ai.djl.offline", "true");
    try {
      return (PtNDManager) Engine.getEngine("PyTorch").newBaseManager();
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new ModelException("libtorch can't be loaded on this machine: " + e.getMessage(), e);
    }
  }

  /**
   * Loads a TorchScript file into a manager's memory.
   *
   * @throws ModelException when libtorch can't read it
   */
  public static PtSymbolBlock load(PtNDManager manager, Path file) {
    try {
      return JniUtils.loadModule(manager, file, true, new String[0], new String[0], false);
    } catch (EngineException e) {
      throw new ModelException("libtorch can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Prepares the calling thread for inference. It turns the optimising executor off: that executor
   * compiles again for each new shape, which takes longer than it saves.
   *
   * @param helpers number of threads that one libtorch operation may use. Several threads wait for
   *     each other at a barrier thousands of times, which on a busy machine makes small operations
   *     ten times slower. So small models split their work above libtorch instead.
   */
  public static void useThisThread(int helpers) {
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setNumThreads(helpers);
  }

  /** Calls a method without gradients and closes the arguments. The caller closes the result. */
  public static IValue call(PtSymbolBlock module, String method, IValue... arguments) {
    return call(module, method, List.of(), arguments);
  }

  /** As the other {@code call}, with leading arguments that stay open. */
  public static IValue call(
      PtSymbolBlock module, String method, List<IValue> kept, IValue... arguments) {
    IValue[] all = new IValue[kept.size() + arguments.length];
    kept.toArray(all);
    System.arraycopy(arguments, 0, all, kept.size(), arguments.length);
    try {
      return IValueUtils.runMethod(module, method, all);
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
    }
  }
}
