/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses a token by the logits of all. Each belongs to one text and may keep state. */
public interface Sampler {

  /**
   * The token chosen.
   *
   * @param logits of all tokens, negative infinity where forbidden
   */
  int choose(float[] logits);

  /** The likeliest token, the first of equals. */
  static Sampler greedy() {
    return logits -> {
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        if (logits[i] > logits[best]) {
          best = i;
        }
      }
      return best;
    };
  }

  /**
   * Random tokens out of the likeliest (nucleus sampling, Holtzman et al., 2020), the same for the
   * same seed.
   *
   * @param temperature above 0; below 1 prefers the likely ones more
   * @param topP how much of the probability the tokens to choose from have, above 0, at most 1
   */
  static Sampler random(double temperature, double topP, long seed) {
    if (!(temperature > 0) || !(topP > 0 && topP <= 1)) {
      throw new ModelException(
          "temperature must be above 0 and topP above 0 up to 1, not "
              + temperature
              + " and "
              + topP);
    }
    SplittableRandom random = new SplittableRandom(seed);
    Sampler greedy = greedy();
    return logits -> {
      double highest = logits[greedy.choose(logits)];
      double[] weights = new double[logits.length];
      double all = 0;
      for (int i = 0; i < logits.length; i++) {
        weights[i] = Math.exp((logits[i] - highest) / temperature);
        all += weights[i];
      }
      Integer[] order =
          IntStream.range(0, weights.length)
              .filter(i -> weights[i] > 0)
              .boxed()
              .sorted((a, b) -> Double.compare(weights[b], weights[a]))
              .toArray(Integer[]::new);
      int count = 0;
      double kept = 0;
      while (count < order.length && kept < topP * all) {
        kept += weights[order[count++]];
      }
      double left = random.nextDouble() * kept;
      int at = 0;
      while (at < count - 1 && left >= weights[order[at]]) {
        left -= weights[order[at++]];
      }
      return order[at];
    };
  }
}
