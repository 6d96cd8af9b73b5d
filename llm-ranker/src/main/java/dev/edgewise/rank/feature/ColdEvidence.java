/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * What the neighbours of cold items say for one user. Only the cold items that look best for the
 * user get it, so that a request stays fast in a catalogue of many cold items.
 */
final class ColdEvidence {
  /** How many cold items get evidence by their neighbours' scores, and as many by their words. */
  private static final int EACH = 30;

  private static final Source[] CHOOSING = {Source.EASE, Source.COSINE, Source.RP3BETA};

  /**
   * What the neighbours' scores are worth, since new items are chosen less than their neighbours.
   */
  private static final float TRUST = 0.5f;

  private static final int[] NONE = {};

  private final ColdItems cold;
  private final RankingContext context;
  private final Map<Source, float[]> scores;

  private ColdEvidence(RankingContext context, Map<Source, float[]> scores) {
    this.cold = context.cold();
    this.context = context;
    this.scores = scores;
  }

  /**
   * Moves the scores of the best cold items towards half the mean of their neighbours' scores:
   * wholly for an item without users, by a fifth for one with four. Returns the items' numbers.
   */
  static int[] add(RankingContext context, Map<Source, float[]> scores) {
    return new ColdEvidence(context, scores).add();
  }

  private int[] add() {
    if (cold.count() == 0 || !scores.containsKey(Source.COSINE)) {
      return NONE; // nothing is known of the user
    }
    Set<Integer> best = new LinkedHashSet<>();
    float[] together = together();
    choose(best, place -> cold.mean(place, together));
    float[] content = scores.get(Source.CONTENT);
    if (content != null) {
      choose(best, place -> content[cold.item(place)]);
    }
    for (Source source : Source.OF_MATRICES) {
      float[] all = scores.get(source);
      if (all != null) {
        best.forEach(place -> mix(place, all));
      }
    }
    return best.stream().mapToInt(cold::item).toArray();
  }

  /** What some sources say of each item, each relative to the item of which it says most. */
  private float[] together() {
    float[] together = new float[context.size()];
    for (Source source : CHOOSING) {
      float[] all = scores.get(source);
      float top = Float.MIN_NORMAL;
      for (int item = 0; all != null && item < all.length; item++) {
        top = Math.max(top, all[item]);
      }
      for (int item = 0; all != null && item < all.length; item++) {
        together[item] += Math.max(0, all[item]) / top;
      }
    }
    return together;
  }

  private void mix(int place, float[] all) {
    int item = cold.item(place);
    float coldness = context.activity().coldness(item);
    all[item] = (1 - coldness) * all[item] + TRUST * coldness * cold.mean(place, all);
  }

  /** Adds the places of the items that are best by a score. */
  private void choose(Set<Integer> places, IntToDoubleFunction score) {
    TopItems top = new TopItems(EACH, any -> true);
    for (int place = 0; place < cold.count(); place++) {
      int item = cold.item(place);
      if (item < context.size()) {
        top.offer(place, context.activity().coldness(item) * score.applyAsDouble(place));
      }
    }
    top.eachItem(places::add);
  }
}
