/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.phi.token.ModelException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricInverseTest {
  @Test
  void theProductWithTheInverseIsTheIdentity() {
    int n = 200;
    double[][] matrix = gram(n);
    float[][] inverse = SymmetricInverse.of(floats(matrix));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double product = 0;
        for (int k = 0; k < n; k++) {
          product += matrix[i][k] * inverse[k][j];
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-4));
      }
    }
  }

  private static double[][] gram(int n) {
    Random random = new Random(5);
    double[][] matrix = new double[n][n];
    for (int user = 0; user < 500; user++) {
      int[] liked = random.ints(12, 0, n).distinct().toArray();
      for (int one : liked) {
        for (int other : liked) {
          matrix[one][other]++;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      matrix[i][i] += 50;
    }
    return matrix;
  }

  private static float[][] floats(double[][] matrix) {
    float[][] floats = new float[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        floats[i][j] = (float) matrix[i][j];
      }
    }
    return floats;
  }

  @Test
  void aSingularOrEmptyMatrixIsRefused() {
    assertThatThrownBy(() -> SymmetricInverse.of(new float[3][3]))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("3 rows");
    assertThatThrownBy(() -> SymmetricInverse.of(new float[0][0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
