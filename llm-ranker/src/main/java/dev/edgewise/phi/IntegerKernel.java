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
 * How a module multiplies with integer weights on this processor, chosen at load: the first of its
 * candidates that makes no error on the largest values that can occur.
 *
 * <p>Processors with VNNI or AMX sum products of 8-bit integers in 32 bits. Those without add pairs
 * of products in 16 bits first, which overflows unless inputs or weights are smaller; so there
 * inputs get 7 bits. What overflows depends on the library's kernel too, so it is tried, not
 * guessed.
 *
 * @param way of multiplying
 * @param levels inputs are rounded to so many steps on each side of zero
 */
record IntegerKernel(Way way, int levels) {
  private static final int BITS8 = 127;
  private static final int BITS7 = 63;

  /** The ways, by the numbers that module code knows. */
  enum Way {
    /** Weights as they lie in the archive. */
    PLAIN(0),
    /** Weights laid out anew at load. */
    PACKED(1),
    /** In 32-bit floats: exact enough anywhere, slow. */
    FLOATS(2);

    private final long number;

    Way(int number) {
      this.number = number;
    }
  }

  /** Chooses, and tells the module. Float modules have nothing to choose. */
  static IntegerKernel choose(
      PtSymbolBlock module, Precision precision, LoadOptions.Purpose purpose) {
    if (!precision.quantised()) {
      return new IntegerKernel(Way.FLOATS, 0);
    }
    int limit = precision == Precision.INT4 ? Int4Row.MAX_INT4 : StoredMatrix.MAX_INT8;
    IntegerKernel chosen = new IntegerKernel(Way.FLOATS, BITS8);
    for (IntegerKernel candidate : candidates(purpose)) {
      if (candidate.exact(module, limit)) {
        chosen = candidate;
        break;
      }
    }
    return chosen.chosen(module);
  }

  /** Tells the module. */
  IntegerKernel chosen(PtSymbolBlock module) {
    Torch.call(module, "choose", IValue.from(way.number), IValue.from((long) levels)).close();
    return this;
  }

  /** Packing takes time and, with 4-bit weights, memory; it pays where few rows are multiplied. */
  private static List<IntegerKernel> candidates(LoadOptions.Purpose purpose) {
    Way first = purpose == LoadOptions.Purpose.RANKING ? Way.PLAIN : Way.PACKED;
    Way second = first == Way.PLAIN ? Way.PACKED : Way.PLAIN;
    return List.of(
        new IntegerKernel(first, BITS8),
        new IntegerKernel(first, BITS7),
        new IntegerKernel(second, BITS8),
        new IntegerKernel(second, BITS7));
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
    } catch (EngineException absentHere) {
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
