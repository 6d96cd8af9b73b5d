/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import dev.edgewise.rank.WorkCancelledException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The scores of all items for one user by each source. A score of 0 or less means that the source
 * doesn't find the item. Made for one request and one thread.
 */
public final class UserScores {
  private static final double CATEGORY_POPULARITY = 0.7;
  private static final double CATEGORY_LIFT = 1.5;
  private static final double FEW_EVENTS = 0.1;
  private static final double STEEPNESS = 20;
  private static final double LOG_STEEPNESS = Math.log1p(STEEPNESS);

  /** The sources that tell which cold items fit a user. */
  private static final Source[] OF_COLD = {
    Source.EASE,
    Source.EASE_RECENT,
    Source.COSINE_RECENT,
    Source.RP3BETA,
    Source.NEXT_RECENT,
    Source.CONTENT
  };

  /** Less evidence for a cold item is rounding. */
  private static final double LEAST_EVIDENCE = 0.1;

  private static final float[] NONE = {};

  private final RankingContext context;
  private final UserHistory user;
  private final CategoryLift lift;
  private final Map<Source, float[]> scores = new EnumMap<>(Source.class);
  private final Map<Source, Float> tops = new EnumMap<>(Source.class);

  /** The cold items that have evidence of their neighbours. */
  private int[] coldItems = {};

  private UserScores(RankingContext context, UserHistory user) {
    this.context = context;
    this.user = user;
    this.lift = CategoryLift.of(user, context.content(), context.shares());
  }

  /** Computes the scores of all items of a context for a user. */
  public static UserScores of(RankingContext context, UserHistory user) {
    UserScores all = new UserScores(context, user);
    all.count();
    ItemMatrices matrices = context.matrices();
    float[] whole = user.interest();
    float[] recent = user.recentWeights(context.recency());
    all.sum(Source.COSINE, matrices.cosine(), whole);
    all.sum(Source.COSINE_RECENT, matrices.cosine(), recent);
    all.sum(Source.RP3BETA, matrices.rp3beta(), whole);
    all.sum(Source.RP3BETA_RECENT, matrices.rp3beta(), recent);
    all.sum(Source.EASE, matrices.ease(), whole);
    all.sum(Source.EASE_RECENT, matrices.ease(), recent);
    all.sum(Source.NEXT, matrices.next(), whole);
    all.sum(Source.NEXT_RECENT, matrices.next(), recent);
    SequenceSource sequence = context.sequence();
    if (sequence != null && positive(recent)) {
      sequence.fill(user, all.empty(Source.SEQUENCE));
    }
    if (positive(recent)) {
      context.content().addSimilarity(user.items(), recent, all.empty(Source.CONTENT));
    }
    all.coldItems = ColdEvidence.add(context, all.scores);
    all.findTops();
    return all;
  }

  private float[] empty(Source source) {
    WorkCancelledException.check();
    float[] all = new float[context.size()];
    scores.put(source, all);
    return all;
  }

  private void count() {
    ItemActivity activity = context.activity();
    activity.fillTrending(empty(Source.TRENDING));
    float[] lately = empty(Source.LATELY);
    activity.fillLately(lately);
    float[] popularity = empty(Source.POPULARITY);
    float[] category = empty(Source.CATEGORY);
    boolean known = user.size() + user.wanted().length > 0;
    for (int item = 0; item < lately.length; item++) {
      popularity[item] = activity.users(item);
      if (known) {
        double popular = CATEGORY_POPULARITY * TabulatedMath.log(lately[item] + FEW_EVENTS);
        category[item] = (float) TabulatedMath.exp(popular + CATEGORY_LIFT * lift.mean(item));
      }
    }
  }

  private void sum(Source source, ItemMatrix matrix, float[] weights) {
    if (!positive(weights)) {
      return; // a stranger's scores are all 0
    }
    float[] sums = empty(source);
    for (int i = 0; i < user.size(); i++) {
      if (weights[i] > 0) {
        int item = user.items()[i];
        matrix.addRow(item, weights[i], sums);
        if (matrix.neighbours(item).length == 0) {
          float coldness = context.activity().coldness(item);
          context.cold().addRows(item, coldness * weights[i], matrix, sums);
        }
      }
    }
  }

  private static boolean positive(float[] weights) {
    for (float weight : weights) {
      if (weight > 0) {
        return true;
      }
    }
    return false;
  }

  /** Finds each source's highest score of an item that the user hasn't met. */
  private void findTops() {
    boolean[] met = new boolean[context.size()];
    for (int item : user.items()) {
      if (item < met.length) {
        met[item] = true;
      }
    }
    for (Source source : Source.values()) {
      float top = 0;
      float[] all = all(source);
      for (int item = 0; item < all.length; item++) {
        if (all[item] > top && !met[item]) {
          top = all[item];
        }
      }
      tops.put(source, top);
    }
  }

  /** Returns the user. */
  public UserHistory user() {
    return user;
  }

  /** Returns the context. */
  public RankingContext context() {
    return context;
  }

  CategoryLift lift() {
    return lift;
  }

  /** Returns the scores of a source by item number, none if all are 0; don't change the array. */
  public float[] all(Source source) {
    return scores.getOrDefault(source, NONE);
  }

  /** Returns an item's score by a source. */
  public float of(Source source, int item) {
    float[] all = all(source);
    return item < all.length ? all[item] : 0;
  }

  /**
   * Returns the cold items that fit the user best, best first: by what their neighbours say, and by
   * their own words. None for a stranger, none of a category that the user dislikes, and none whose
   * categories the user chooses less than others do: a word of a title says less than that.
   *
   * @param open which items may be listed at all
   */
  public List<ScoredItem> coldItems(IntPredicate open, int most) {
    TopItems best =
        new TopItems(
            most, item -> open.test(item) && lift.dislike(item) == 0 && lift.fit(item) >= 0);
    for (int item : coldItems) {
      double score = 0;
      for (Source source : OF_COLD) {
        score += evidence(source, item);
      }
      best.offer(item, score < LEAST_EVIDENCE ? 0 : score);
    }
    return best.list();
  }

  /** Returns an item's score relative to the source's best item that the user hasn't met. */
  double share(Source source, int item) {
    float top = tops.getOrDefault(source, 0f);
    return top <= 0 ? 0 : Math.max(0, of(source, item)) / top;
  }

  /**
   * Returns how strongly a source speaks for an item, from 0 to about 1, on a logarithmic scale.
   */
  public double evidence(Source source, int item) {
    return TabulatedMath.log(1 + STEEPNESS * share(source, item)) / LOG_STEEPNESS;
  }
}
