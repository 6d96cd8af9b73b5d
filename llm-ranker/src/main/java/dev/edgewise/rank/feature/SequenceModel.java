/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * A trained model that tells from a user's latest items which comes next: SASRec (Kang and McAuley,
 * ICDM 2018) with a bias by distance in place of positions. Items are identified by their rows.
 * Plain arithmetic, so every machine computes the same. Immutable, so safe for use by many threads.
 */
public final class SequenceModel {
  /** The number of channels of an item. */
  public static final int WIDTH = 64;

  /** The most items of a history that count. */
  public static final int LONGEST = 50;

  private static final int LAYERS = 2;
  private static final int HEADS = 2;
  private static final int HEAD = WIDTH / HEADS;
  private static final float[] SLOPES = {0.5f, 0.05f};
  private static final double EPSILON = 1e-5;
  private static final double LEAST_EXPONENT = -600;

  private final List<float[]> weights;
  private final float[] table;

  /** The table by channel, then by item, for long inner loops. */
  private final float[][] channels = new float[WIDTH][];

  private final List<Block> blocks = new ArrayList<>();
  private final Norm last;

  private record Block(
      Norm first, Dense mixing, Dense mixed, Norm second, Dense inner, Dense outer) {}

  /**
   * Creates a model from its weights.
   *
   * @param weights the table by item and channel; for each of two layers a norm (gain, then bias),
   *     queries, keys and values (matrix by output and input, then bias), the output of the
   *     attention, a norm, the inner and the outer layer; the final norm
   * @throws IllegalArgumentException when a weight has another size or isn't finite
   */
  public SequenceModel(List<float[]> weights) {
    this.weights = new ArrayList<>(weights);
    Iterator<float[]> next = weights.iterator();
    table = next.next();
    if (table.length % WIDTH != 0) {
      throw new IllegalArgumentException("each item needs " + WIDTH + " numbers");
    }
    int items = table.length / WIDTH;
    for (int channel = 0; channel < WIDTH; channel++) {
      channels[channel] = new float[items];
      for (int item = 0; item < items; item++) {
        channels[channel][item] = table[item * WIDTH + channel];
      }
    }
    for (int layer = 0; layer < LAYERS; layer++) {
      blocks.add(
          new Block(
              new Norm(next),
              new Dense(next, WIDTH, 3 * WIDTH),
              new Dense(next, WIDTH, WIDTH),
              new Norm(next),
              new Dense(next, WIDTH, 2 * WIDTH),
              new Dense(next, 2 * WIDTH, WIDTH)));
    }
    last = new Norm(next);
    for (float[] some : weights) {
      for (float value : some) {
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException("a weight of the sequential model isn't finite");
        }
      }
    }
  }

  private static float[] sized(Iterator<float[]> next, int size) {
    float[] values = next.next();
    if (values.length != size) {
      throw new IllegalArgumentException(
          "a weight of the sequential model needs " + size + " numbers, not " + values.length);
    }
    return values;
  }

  private static final class Norm {
    private final float[] gain;
    private final float[] bias;

    Norm(Iterator<float[]> next) {
      gain = sized(next, WIDTH);
      bias = sized(next, WIDTH);
    }

    float[] of(float[] x) {
      double mean = 0;
      for (float value : x) {
        mean += value;
      }
      mean /= WIDTH;
      double square = 0;
      for (float value : x) {
        square += (value - mean) * (value - mean);
      }
      double scale = 1 / Math.sqrt(square / WIDTH + EPSILON);
      float[] out = new float[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        out[i] = (float) ((x[i] - mean) * scale) * gain[i] + bias[i];
      }
      return out;
    }
  }

  private static final class Dense {
    /** By input, then by output. */
    private final float[][] matrix;

    private final float[] bias;

    Dense(Iterator<float[]> next, int in, int out) {
      float[] values = sized(next, in * out);
      matrix = new float[in][out];
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          matrix[i][o] = values[o * in + i];
        }
      }
      bias = sized(next, out);
    }

    float[] of(float[] x) {
      float[] out = bias.clone();
      for (int i = 0; i < x.length; i++) {
        addScaled(x[i], matrix[i], out);
      }
      return out;
    }
  }

  private static void addScaled(float factor, float[] values, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * values[i];
    }
  }

  /** Returns the number of items. */
  public int items() {
    return table.length / WIDTH;
  }

  /** Returns the weights, as the constructor takes them; don't change the arrays. */
  public List<float[]> weights() {
    return Collections.unmodifiableList(weights);
  }

  /**
   * Returns how likely each item comes next, relative to the likeliest, which has 1.
   *
   * @param rows of the latest items, the oldest first, at least one; the last {@value #LONGEST}
   *     count
   */
  public float[] shares(int[] rows) {
    float[] state = state(rows);
    float[] logits = new float[items()];
    for (int channel = 0; channel < WIDTH; channel++) {
      addScaled(state[channel], channels[channel], logits);
    }
    float most = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) TabulatedMath.exp(Math.max(LEAST_EXPONENT, logits[i] - most));
    }
    return logits;
  }

  private float[] state(int[] rows) {
    int from = Math.max(0, rows.length - LONGEST);
    float[][] x = new float[rows.length - from][];
    float scale = (float) Math.sqrt(WIDTH);
    for (int i = 0; i < x.length; i++) {
      int at = rows[from + i] * WIDTH;
      x[i] = Arrays.copyOfRange(table, at, at + WIDTH);
      for (int channel = 0; channel < WIDTH; channel++) {
        x[i][channel] *= scale;
      }
    }
    for (int layer = 0; layer < LAYERS; layer++) {
      boolean isLast = layer == LAYERS - 1; // of the last layer, only the last place is needed
      pass(blocks.get(layer), x, isLast ? x.length - 1 : 0);
    }
    return last.of(x[x.length - 1]);
  }

  /** Passes the places from {@code first} on through a block. */
  private static void pass(Block block, float[][] x, int first) {
    float[][] all = new float[x.length][];
    for (int i = 0; i < x.length; i++) {
      all[i] = block.mixing.of(block.first.of(x[i]));
    }
    for (int place = first; place < x.length; place++) {
      addScaled(1, block.mixed.of(attended(all, place)), x[place]);
      float[] inner = block.inner.of(block.second.of(x[place]));
      for (int i = 0; i < inner.length; i++) {
        inner[i] = Math.max(0, inner[i]);
      }
      addScaled(1, block.outer.of(inner), x[place]);
    }
  }

  /** What a place sees of itself and those before it; {@code all} has queries, keys and values. */
  private static float[] attended(float[][] all, int place) {
    float[] seen = new float[WIDTH];
    double[] weights = new double[place + 1];
    for (int head = 0; head < HEADS; head++) {
      int at = head * HEAD;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i <= place; i++) {
        double dot = 0;
        for (int c = at; c < at + HEAD; c++) {
          dot += all[place][c] * all[i][WIDTH + c];
        }
        weights[i] = dot / Math.sqrt(HEAD) - SLOPES[head] * (place - i);
        most = Math.max(most, weights[i]);
      }
      double sum = 0;
      for (int i = 0; i <= place; i++) {
        weights[i] = TabulatedMath.exp(Math.max(LEAST_EXPONENT, weights[i] - most));
        sum += weights[i];
      }
      for (int i = 0; i <= place; i++) {
        float share = (float) (weights[i] / sum);
        for (int c = at; c < at + HEAD; c++) {
          seen[c] += share * all[i][2 * WIDTH + c];
        }
      }
    }
    return seen;
  }
}
