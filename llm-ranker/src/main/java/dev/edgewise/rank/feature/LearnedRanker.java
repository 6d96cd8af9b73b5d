/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/**
 * A ranker that was fitted to what users chose. Its scores lie on a line from popular to personal.
 * At the popular end, networks count that were trained on plain choices; further on, networks that
 * were trained on choices weighted by inverse popularity (Steck, "Item popularity and
 * recommendation accuracy", RecSys 2011), and the fit of the item's categories. Immutable.
 *
 * @param plain the networks of the popular end, at 0
 * @param personal the networks from 1 on
 * @param place where on the line lists are served by default, from 0 to 2
 */
public record LearnedRanker(NetworkMean plain, NetworkMean personal, double place)
    implements ItemRanker {
  /** The value of {@code personal} at which lists are served by default. */
  public static final double DEFAULT = 0.5;

  /** The personal end of the line. */
  private static final double END = 2;

  /** The weight of the categories' fit at 1. */
  private static final double LIFT = 1.3;

  /** The weight of a wholly disliked category. */
  public static final double DISLIKE = 5;

  public LearnedRanker {
    if (!(place >= 0 && place <= END)) {
      throw new IllegalArgumentException("the place must be from 0 to " + END + ", not " + place);
    }
  }

  @Override
  public double[] scores(Features features, int[] items, double dial) {
    double at =
        dial <= DEFAULT
            ? place * dial / DEFAULT
            : place + (END - place) * (dial - DEFAULT) / (1 - DEFAULT);
    double share = Math.min(1, at);
    float[][] columns = features.columns(items);
    float[] popular = share < 1 ? plain.scores(columns) : new float[items.length];
    float[] fitting = share > 0 ? personal.scores(columns) : new float[items.length];
    double[] scores = new double[items.length];
    for (int i = 0; i < items.length; i++) {
      scores[i] =
          LIFT * at * features.fit(items[i])
              - DISLIKE * features.dislike(items[i])
              + (1 - share) * popular[i]
              + share * fitting[i];
    }
    return scores;
  }
}
