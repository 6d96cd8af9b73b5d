/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Samplers of random tokens among the likeliest (nucleus sampling, Holtzman et al., 2020). Equal
 * seeds give equal tokens.
 */
final class NucleusSampler {
  private NucleusSampler() {}

  /**
   * A sampler.
   *
   * @param temperature above 0; values below 1 favour likely tokens more
   * @param topP probability that the candidate tokens have together, above 0, at most 1
   */
  static Sampler of(double temperature, double topP, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Sampler greedy = Sampler.greedy();
    return logits -> {
      double highest = logits[greedy.choose(logits)];
      double[] weights = new double[logits.length];
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        weights[i] = Math.exp((logits[i] - highest) / temperature);
        sum += weights[i];
      }
      Integer[] order =
          IntStream.range(0, weights.length)
              .filter(i -> weights[i] > 0)
              .boxed()
              .sorted((a, b) -> Double.compare(weights[b], weights[a]))
              .toArray(Integer[]::new);
      int count = 0;
      double kept = 0;
      while (count < order.length && kept < topP * sum) {
        kept += weights[order[count++]];
      }
      double remaining = random.nextDouble() * kept;
      int at = 0;
      while (at < count - 1 && remaining >= weights[order[at]]) {
        remaining -= weights[order[at++]];
      }
      return order[at];
    };
  }
}
