/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.edgewise.phi.token.ModelException;

/** Inversion of symmetric positive definite matrices in 32-bit floats by libtorch. Thread-safe. */
public final class SymmetricInverse {
  /** The largest number of rows: the values of more would not fit into one Java buffer. */
  private static final int MAX_ROWS = 23_000;

  private SymmetricInverse() {}

  /**
   * Inverts a matrix in place, since memory may not suffice for a second matrix.
   *
   * @param matrix 1 to {@value #MAX_ROWS} rows of as many values, symmetric and positive definite;
   *     its rows are replaced by those of the inverse
   * @return the given array
   * @throws ModelException when libtorch can't invert the matrix
   */
  public static float[][] of(float[][] matrix) {
    int n = matrix.length;
    if (n == 0 || n > MAX_ROWS) {
      throw new IllegalArgumentException("A matrix has 1 to " + MAX_ROWS + " rows, not " + n);
    }
    try (NDManager memory = Torch.newManager()) {
      Torch.useThisThread(Runtime.getRuntime().availableProcessors());
      NDArray inverse = inverse(memory, matrix);
      for (int row = 0; row < n; row++) {
        try (NDArray values = inverse.get(row)) {
          matrix[row] = values.toFloatArray();
        }
      }
      return matrix;
    } catch (EngineException e) {
      throw new ModelException("libtorch can't invert a matrix of " + n + " rows: " + e, e);
    }
  }

  /** Copies the matrix row by row: a buffer for all of it would stay until the next collection. */
  private static NDArray inverse(NDManager memory, float[][] matrix) {
    int n = matrix.length;
    try (NDArray whole = memory.zeros(new Shape(n, n))) {
      for (int row = 0; row < n; row++) {
        try (NDArray place = whole.get(row);
            NDArray values = memory.create(matrix[row])) {
          place.addi(values);
        }
      }
      return whole.inverse();
    }
  }
}
