/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import dev.edgewise.phi.archive.TorchScriptFile;
import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The native kernels, as operators of libtorch. They are optional: a platform may have no library,
 * and a processor no kernel. The library is on the class path, in the jar of the platform. Only
 * inference threads may call the operators; several may do so at once.
 */
public final class KernelLibrary {
  private final PtSymbolBlock operators;
  private final List<String> kernels = new ArrayList<>();

  private KernelLibrary(PtSymbolBlock operators) {
    this.operators = operators;
    long count = number("kernels");
    for (long i = 0; i < count; i++) {
      kernels.add(name(number("kernel_name", IValue.from(i))));
    }
  }

  /**
   * Loads the operators into a manager's memory. The library itself is loaded once in a process.
   *
   * @throws ModelException saying why this machine has no kernels
   */
  public static KernelLibrary load(PtNDManager memory) {
    Library.load();
    try {
      Path file = Files.createTempFile("edgewise", ".pt");
      try (InputStream code = resource("/dev/edgewise/phi/torch/operators.ts.txt")) {
        TorchScriptFile.withoutData(file, Utils.toString(code));
        KernelLibrary library = new KernelLibrary(Torch.load(memory, file));
        if (library.kernels.isEmpty()) {
          throw new ModelException("this processor has too few instructions");
        }
        return library;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new ModelException("the operators can't be written: " + e.getMessage(), e);
    }
  }

  /** The names of the kernels for this processor, best first. */
  public List<String> kernels() {
    return kernels;
  }

  /** Calls an operator that returns a whole number, and closes the arguments. */
  public long number(String operator, IValue... arguments) {
    try (IValue result = Torch.call(operators, operator, arguments)) {
      return result.toLong();
    }
  }

  /** Calls an operator that returns a tensor, and closes the arguments. */
  public PtNDArray tensor(PtNDManager scope, String operator, IValue... arguments) {
    try (IValue result = Torch.call(operators, operator, arguments)) {
      return result.toTensor(scope);
    }
  }

  /** A name of up to eight letters, the first in the lowest byte. */
  private static String name(long letters) {
    StringBuilder name = new StringBuilder();
    for (long rest = letters; rest != 0; rest >>>= 8) {
      name.append((char) (rest & 0xff));
    }
    return name.toString();
  }

  private static InputStream resource(String path) {
    return Objects.requireNonNull(KernelLibrary.class.getResourceAsStream(path));
  }

  /** The library of this platform in this process. */
  private static final class Library {
    private static final String FAILURE = open();

    private static void load() {
      if (!FAILURE.isEmpty()) {
        throw new ModelException(FAILURE);
      }
    }

    /** Loads the library, and returns why that failed, or an empty text. */
    private static String open() {
      String name = System.mapLibraryName("edgewise_kernels");
      String platform = Platform.detectPlatform("pytorch").getClassifier();
      String path = "/dev/edgewise/kernels/" + platform + "/" + name;
      try (InputStream in = KernelLibrary.class.getResourceAsStream(path)) {
        if (in == null) {
          return "there is no library for " + platform;
        }
        Path file = Files.createTempFile("edgewise", name);
        try {
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
          System.load(file.toString());
        } finally {
          boolean unused = file.toFile().delete(); // systems that lock loaded files keep it
        }
        return "";
      } catch (UnsatisfiedLinkError | IOException e) {
        return "the library can't be loaded: " + e.getMessage();
      }
    }
  }
}
