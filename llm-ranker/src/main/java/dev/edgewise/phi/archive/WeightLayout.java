/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a Phi-3 model by name and shape, in the order in which module code takes them.
 *
 * @param name the weight's name, an attribute of the TorchScript module
 * @param shape its sizes
 * @param kind what it is, which decides how it starts
 */
public record WeightLayout(String name, List<Integer> shape, Kind kind) {

  /** What a weight is. */
  public enum Kind {
    /** A table with a row for each token. */
    EMBEDDING,
    /** A factor for each channel. */
    NORM,
    /** A matrix, applied from the right to rows. */
    MATRIX,
    /** A matrix whose product is added to the residual stream. */
    RESIDUAL
  }

  public WeightLayout {
    shape = List.copyOf(shape);
  }

  /** Number of weights in all matrices and norms of a model. */
  public static long count(PhiShape shape) {
    return of(shape).stream().mapToLong(w -> (long) w.rows() * w.columns()).sum();
  }

  /** The weights of a model of this shape: the embedding, the final norm, layers, then a head. */
  public static List<WeightLayout> of(PhiShape s) {
    List<WeightLayout> all = new ArrayList<>();
    all.add(new WeightLayout("embed", List.of(s.vocab(), s.hidden()), Kind.EMBEDDING));
    all.add(new WeightLayout("norm", List.of(s.hidden()), Kind.NORM));
    for (int layer = 0; layer < s.layers(); layer++) {
      String at = "layer" + layer + "_";
      all.add(new WeightLayout(at + "norm", List.of(s.hidden()), Kind.NORM));
      all.add(new WeightLayout(at + "qkv", List.of(s.qkvRows(), s.hidden()), Kind.MATRIX));
      all.add(new WeightLayout(at + "out", List.of(s.hidden(), s.hidden()), Kind.RESIDUAL));
      all.add(new WeightLayout(at + "ffn_norm", List.of(s.hidden()), Kind.NORM));
      all.add(new WeightLayout(at + "gate_up", List.of(2 * s.ffn(), s.hidden()), Kind.MATRIX));
      all.add(new WeightLayout(at + "down", List.of(s.hidden(), s.ffn()), Kind.RESIDUAL));
    }
    if (!s.tiedHead()) {
      all.add(new WeightLayout("head", List.of(s.vocab(), s.hidden()), Kind.EMBEDDING));
    }
    return all;
  }

  /** Whether it is a matrix or table, not a vector. */
  public boolean matrix() {
    return kind != Kind.NORM;
  }

  /** Number of its rows; a vector is one. */
  public int rows() {
    return matrix() ? shape.get(0) : 1;
  }

  /** Number of values in a row. */
  public int columns() {
    return shape.get(shape.size() - 1);
  }

  /** Number of its values. */
  public int size() {
    return Math.toIntExact(
        shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
  }
}
