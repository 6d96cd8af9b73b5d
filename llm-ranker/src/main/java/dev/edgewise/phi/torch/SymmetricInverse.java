/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.edgewise.phi.token.ModelException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Inverts symmetric positive definite matrices in 32-bit floats, by libtorch. Thread-safe. */
public final class SymmetricInverse {
  /** As many rows as one buffer takes. */
  public static final int MOST = 23_000;

  private SymmetricInverse() {}

  /**
   * The inverse. Its values are written into the rows that were given, since there may be no room
   * for both.
   *
   * @param matrix n rows of n values, symmetric and positive definite; overwritten
   * @return the same rows
   * @throws ModelException when libtorch can't invert it
   */
  public static float[][] of(float[][] matrix) {
    int n = matrix.length;
    if (n == 0 || n > MOST) {
      throw new IllegalArgumentException("A matrix has 1 to " + MOST + " rows, not " + n);
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

  private static NDArray inverse(NDManager memory, float[][] matrix) {
    int n = matrix.length;
    ByteBuffer bytes = ByteBuffer.allocateDirect(4 * n * n).order(ByteOrder.nativeOrder());
    FloatBuffer values = bytes.asFloatBuffer();
    for (float[] row : matrix) {
      values.put(row);
    }
    ((Buffer) values).rewind(); // Android 26 has no FloatBuffer.rewind of its own
    try (NDArray whole = memory.create(values, new Shape(n, n))) {
      return whole.inverse();
    }
  }
}
