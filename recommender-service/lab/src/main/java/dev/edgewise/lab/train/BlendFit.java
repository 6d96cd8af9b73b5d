/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.lab.evaluate.metric.Bootstrap;
import dev.edgewise.lab.fit.LogisticRegression;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.learn.Ndcg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/**
 * Fits the weights of first stage, model, prior, popularity and recency by {@link SoftmaxFit}. Then
 * it fits slope and bias, so that a score is the probability of a like (Platt, 1999). The weights
 * of model and prior are never negative. The prior costs as much time as the model, so it gets the
 * weight 0 unless it explains more than chance would. The model gets the weight 0 unless, on the
 * half of the requests that the weights weren't fitted to, the blend's lists are better than those
 * of the ranker alone by more than chance.
 */
final class BlendFit {
  private static final double LEAST_SLOPE = 0.05;
  private static final double[] LEAST = {0, 0, 0, -100, -100};
  private static final int PRIOR = 2;
  private static final double[] RANKER_ALONE = {1, 0, 0, 0, 0};

  /** Twice the gain in likelihood that one weight reaches by chance in one case of twenty. */
  private static final double SIGNIFICANT = 3.84;

  private BlendFit() {}

  /**
   * One request.
   *
   * @param s the model's answer by candidate
   * @param b its answer for an unknown user
   * @param liked by candidate; at least one is
   */
  @SuppressWarnings("ArrayRecordComponent") // read once; nobody compares two
  record Example(List<Candidate> candidates, double[] s, double[] b, boolean[] liked) {
    private SoftmaxFit.Example features() {
      double[][] features = new double[liked.length][];
      for (int i = 0; i < features.length; i++) {
        Candidate c = candidates.get(i);
        features[i] =
            Blend.features(c.firstStageScore(), s[i], b[i], c.popularity(), c.ageDays())
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
      }
      return SoftmaxFit.Example.of(features, liked);
    }
  }

  /**
   * Fits the weights.
   *
   * @param examples in random order
   * @param seed of the bootstrap
   */
  static Blend fit(List<Example> examples, long seed) {
    List<SoftmaxFit.Example> all = examples.stream().map(Example::features).toList();
    int half = examples.size() / 2;
    double[] weights = half == 0 ? RANKER_ALONE : weights(all.subList(0, half));
    double[] gains = ndcg(all.subList(half, all.size()), weights);
    double[] alone = ndcg(all.subList(half, all.size()), RANKER_ALONE);
    Arrays.setAll(gains, i -> gains[i] - alone[i]);
    boolean helps = half > 0 && Bootstrap.mean(gains, seed).low() > 0;
    return calibrated(all, helps ? weights(all) : RANKER_ALONE);
  }

  /** NDCG@10 of the order by weighted features, for each request. */
  private static double[] ndcg(List<SoftmaxFit.Example> examples, double[] weights) {
    return examples.stream()
        .mapToDouble(example -> {
          SimpleMatrix logits = example.features().mult(new SimpleMatrix(weights));
          List<Integer> order =
              IntStream.range(0, logits.getNumRows())
                  .boxed()
                  .sorted(Comparator.comparingDouble(i -> -logits.get(i)))
                  .toList();
          Set<Integer> liked =
              order.stream().filter(i -> example.target().get(i) > 0).collect(Collectors.toSet());
          return Ndcg.of(order, liked, 10);
        })
        .toArray();
  }

  private static double[] weights(List<SoftmaxFit.Example> all) {
    List<SoftmaxFit.Example> fewer = all.stream().map(BlendFit::withoutPrior).toList();
    double[] with = SoftmaxFit.fit(all, LEAST);
    double[] without = SoftmaxFit.fit(fewer, LEAST);
    without[PRIOR] = 0;
    double gain = SoftmaxFit.likelihood(all, with) - SoftmaxFit.likelihood(all, without);
    return 2 * gain > SIGNIFICANT ? with : without;
  }

  private static SoftmaxFit.Example withoutPrior(SoftmaxFit.Example example) {
    SimpleMatrix features = example.features().copy();
    features.setColumn(PRIOR, 0, new double[features.getNumRows()]);
    return new SoftmaxFit.Example(features, example.target());
  }

  private static Blend calibrated(List<SoftmaxFit.Example> examples, double[] w) {
    List<LogisticRegression.Row> rows = new ArrayList<>();
    for (SoftmaxFit.Example e : examples) {
      SimpleMatrix logits = e.features().mult(new SimpleMatrix(w));
      for (int i = 0; i < logits.getNumRows(); i++) {
        double[] x = {logits.get(i), 1};
        rows.add(new LogisticRegression.Row(x, -1, e.target().get(i) > 0, 1, 0));
      }
    }
    double[] platt = new LogisticRegression(rows, new double[] {1, 0}, new double[2]).fit();
    double slope = Math.max(LEAST_SLOPE, platt[0]);
    return new Blend(w[0], w[1], w[2], w[3], w[4], slope, platt[1]);
  }
}
