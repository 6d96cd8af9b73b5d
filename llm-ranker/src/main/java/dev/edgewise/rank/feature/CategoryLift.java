/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/**
 * How much more a user likes each category than all users do, as the logarithm of a ratio, and how
 * much the user dislikes it.
 */
public final class CategoryLift {
  /** The weight of what all users like, in likes of one category. */
  private static final double PRIOR = 2;

  /**
   * Added to what the user likes and to what would be liked by chance, so that a few likes of a
   * rare category don't hide those of a common one (the shrinkage of DuMouchel, "Bayesian data
   * mining in large frequency tables", The American Statistician 1999).
   */
  private static final double RARE = 0.2;

  private static final double DECAY = 0.9;
  private static final int RECENT = 20;

  /** A stated liking counts like this many fresh likes. */
  private static final double STATED = 3;

  private static final double LEAST_DISLIKED_SHARE = 0.5;

  private final ItemContent content;
  private final double[] lifts;
  private final double[] dislikes;

  private CategoryLift(ItemContent content, double[] lifts, double[] dislikes) {
    this.content = content;
    this.lifts = lifts;
    this.dislikes = dislikes;
  }

  /** Computes the lifts for one user; {@code shares} is each category's share of all likes. */
  public static CategoryLift of(UserHistory user, ItemContent content, double[] shares) {
    double[] wanted = new double[content.categoryCount()];
    double sum = liked(user, content, wanted, RECENT, DECAY);
    for (int category : user.wanted()) {
      wanted[category] += STATED;
      sum += STATED;
    }
    return new CategoryLift(
        content,
        logRatios(wanted, sum, shares, PRIOR, RARE),
        dislikes(user, content, wanted.length));
  }

  /** Adds up the categories of the latest chosen items; returns the sum over all categories. */
  static double liked(
      UserHistory user, ItemContent content, double[] byCategory, int most, double decay) {
    double sum = 0;
    double weight = 1;
    int left = most;
    for (int i = user.size() - 1; i >= 0 && left > 0; i--) {
      if (user.interest()[i] > 0) {
        for (int category : content.categories(user.items()[i])) {
          byCategory[category] += weight * user.interest()[i];
          sum += weight * user.interest()[i];
        }
        weight *= decay;
        left--;
      }
    }
    return sum;
  }

  /**
   * Returns by category the logarithm of how often it is liked, relative to what chance would give.
   *
   * @param prior the weight of what all users like
   * @param rare added to both, so that the ratios of rare categories are less extreme
   */
  static double[] logRatios(
      double[] wanted, double sum, double[] shares, double prior, double rare) {
    double[] ratios = new double[wanted.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] =
          i >= shares.length || shares[i] <= 0
              ? 0
              : Math.log(
                  (wanted[i] + prior * shares[i] + rare) / ((sum + prior) * shares[i] + rare));
    }
    return ratios;
  }

  private static double[] dislikes(UserHistory user, ItemContent content, int categories) {
    double[] against = new double[categories];
    double[] all = new double[categories];
    for (int i = 0; i < user.size(); i++) {
      for (int category : content.categories(user.items()[i])) {
        all[category]++;
        against[category] += Math.max(0, -user.opinion()[i]);
      }
    }
    double[] dislikes = new double[categories];
    for (int i = 0; i < categories; i++) {
      double share = against[i] / (all[i] + 0.5);
      dislikes[i] = share >= LEAST_DISLIKED_SHARE ? share : 0;
    }
    for (int category : user.unwanted()) {
      dislikes[category] = 1;
    }
    return dislikes;
  }

  /** Returns the mean lift of the item's categories; 0 without any. */
  double mean(int item) {
    return mean(content.categories(item), lifts);
  }

  static double mean(int[] categories, double[] values) {
    double sum = 0;
    for (int category : categories) {
      sum += value(values, category);
    }
    return sum / Math.max(1, categories.length);
  }

  private static double value(double[] values, int category) {
    return category < values.length ? values[category] : 0;
  }

  /** Returns the largest lift of the item's categories; 0 without any. */
  double most(int item) {
    return most(content.categories(item), lifts);
  }

  static double most(int[] categories, double[] values) {
    if (categories.length == 0) {
      return 0;
    }
    double most = Double.NEGATIVE_INFINITY;
    for (int category : categories) {
      most = Math.max(most, value(values, category));
    }
    return most;
  }

  /** Returns how well the item's categories fit the user: half the mean lift, half the largest. */
  public double fit(int item) {
    return 0.5 * (mean(item) + most(item));
  }

  /** Returns how much the user dislikes the item's most disliked category, from 0 to 1. */
  public double dislike(int item) {
    return Math.max(0, most(content.categories(item), dislikes));
  }
}
