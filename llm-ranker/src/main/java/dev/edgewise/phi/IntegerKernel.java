/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import dev.edgewise.phi.archive.Int4Row;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.StoredMatrix;
import dev.edgewise.phi.torch.Torch;
import java.util.List;

/**
 * The method by which a module multiplies with integer weights. When a module is loaded, it takes
 * the first candidate that computes without error on the largest values that can occur.
 *
 * <p>Processors with VNNI or AMX sum products of 8-bit integers in 32 bits. Other processors first
 * add pairs of products in 16 bits, which can overflow; so inputs are rounded to 7 bits there.
 * Overflow also depends on the library's kernel, so it is tested and not guessed.
 *
 * @param way the implementation of the products
 * @param levels number of steps on each side of zero to which inputs are rounded; 0 for float
 *     modules
 */
record IntegerKernel(Way way, int levels) {
  private static final int BITS8 = 127;
  private static final int BITS7 = 63;

  /** The implementations, with their numbers in the module code. */
  enum Way {
    /** 8-bit products with the weights as the archive stores them. */
    PLAIN(0),
    /** 8-bit products with weights that are packed at load. */
    PACKED(1),
    /** Products of 32-bit floats: exact enough on every processor, but slow. */
    FLOATS(2);

    private final long number;

    Way(int number) {
      this.number = number;
    }
  }

  /** Best first. Packing costs time and, with 4-bit weights, memory. */
  private static final List<IntegerKernel> CANDIDATES =
      List.of(
          new IntegerKernel(Way.PLAIN, BITS8),
          new IntegerKernel(Way.PLAIN, BITS7),
          new IntegerKernel(Way.PACKED, BITS8),
          new IntegerKernel(Way.PACKED, BITS7));

  /** Chooses the kernel of a module and applies it. Float modules have no choice. */
  static IntegerKernel choose(PtSymbolBlock module, Precision precision) {
    if (!precision.quantised()) {
      return new IntegerKernel(Way.FLOATS, 0);
    }
    int limit = precision == Precision.INT4 ? Int4Row.MAX_INT4 : StoredMatrix.MAX_INT8;
    return CANDIDATES.stream()
        .filter(candidate -> candidate.exact(module, limit))
        .findFirst()
        .orElse(new IntegerKernel(Way.FLOATS, BITS8))
        .applyTo(module);
  }

  IntegerKernel applyTo(PtSymbolBlock module) {
    Torch.call(module, "choose", IValue.from(way.number), IValue.from((long) levels)).close();
    return this;
  }

  private boolean exact(PtSymbolBlock module, int limit) {
    try (IValue exact =
        Torch.call(
            module,
            "exact",
            IValue.from(way.number),
            IValue.from((long) levels),
            IValue.from((long) limit))) {
      return exact.toBoolean();
    } catch (EngineException unavailable) {
      return false;
    }
  }

  @Override
  public String toString() {
    if (levels == 0) {
      return "floats";
    }
    return switch (way) {
          case PLAIN -> "8-bit products";
          case PACKED -> "8-bit products, packed weights";
          case FLOATS -> "floats";
        }
        + ", inputs of "
        + (levels == BITS8 ? 8 : 7)
        + " bits";
  }
}
