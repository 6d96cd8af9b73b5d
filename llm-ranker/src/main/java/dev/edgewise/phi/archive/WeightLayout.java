/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One weight of a Phi-3 model: a vector, matrix or table.
 *
 * @param name name of its attribute in the TorchScript module
 * @param shape its sizes; columns come last
 * @param kind its role in the model, which decides its initial values
 */
public record WeightLayout(String name, List<Integer> shape, Kind kind) {

  /** The role of a weight. */
  public enum Kind {
    /** A table with one row for each token. */
    EMBEDDING,
    /** A vector with one factor for each channel. */
    NORM,
    /** A matrix that is multiplied with rows from the right. */
    MATRIX,
    /** A matrix whose products are added to the residual stream. */
    RESIDUAL
  }

  public WeightLayout {
    shape = List.copyOf(shape);
  }

  /** Total number of values in all weights of a model. */
  public static long count(PhiShape shape) {
    return of(shape).stream().mapToLong(w -> (long) w.rows() * w.columns()).sum();
  }

  /**
   * The weights of a model in the order of the module code: the embedding, the final norm, the
   * layers, and the output matrix unless it is tied.
   */
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

  /** The matrices and tables among the weights of a model. */
  public static List<WeightLayout> matrices(PhiShape shape) {
    return of(shape).stream().filter(WeightLayout::matrix).collect(Collectors.toList());
  }

  /** Whether this is a matrix or table, not a vector. */
  public boolean matrix() {
    return kind != Kind.NORM;
  }

  /** Number of rows; a vector has one. */
  public int rows() {
    return matrix() ? shape.get(0) : 1;
  }

  public int columns() {
    return shape.get(shape.size() - 1);
  }

  public int size() {
    return Math.toIntExact(
        shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
  }
}
