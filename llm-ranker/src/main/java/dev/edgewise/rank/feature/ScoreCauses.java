/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import dev.edgewise.rank.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds which of a user's items carry the scores of others, by leaving each out: an item is a cause
 * if the other's score falls without it, and falls more than those of popular items do in the
 * median. So without its causes, an item also loses its place. Made for one request and one thread.
 */
public final class ScoreCauses {
  /** How many of the user's items are left out at most: each costs the scores of all items. */
  private static final int MOST = 16;

  /** How many of the user's items may carry one item. */
  private static final int EACH = 5;

  /** How many popular items tell how much scores fall in general. */
  private static final int REFERENCE = 30;

  /** A cause carries at least this share of what the strongest one does. */
  private static final double LEAST_SHARE = 0.15;

  /** Scores that fall less than this, on a logarithmic scale, would give the same list. */
  private static final double LEAST_FALL = 0.03;

  private final UserScores scores;
  private final ItemRanker ranker;
  private final double personal;
  private final int[] pool;

  /**
   * Prepares the causes of a user's list.
   *
   * @param pool numbers of the user's candidates
   * @param personal the dial of the list, from 0 to 1
   */
  public ScoreCauses(UserScores scores, ItemRanker ranker, double personal, int[] pool) {
    this.scores = scores;
    this.ranker = ranker;
    this.personal = personal;
    this.pool = pool;
  }

  /**
   * Returns for each item the liked items of the user that carry it, by how much, strongest first;
   * at most {@value #EACH}. Leaves fewer of the user's items out if there is no time for more, so
   * it may miss causes, but names no wrong ones.
   *
   * @param items numbers of the shown items
   */
  public Map<Integer, List<ScoredItem>> of(int[] items, Deadline deadline) {
    int[] reference = reference();
    int[] all = IntStream.concat(IntStream.of(items), IntStream.of(reference)).toArray();
    List<TopItems> causes = new ArrayList<>();
    for (int i = 0; i < items.length; i++) {
      causes.add(new TopItems(EACH, any -> true));
    }
    double[] whole = ranker.scores(new Features(scores, pool), all, personal);
    for (int place : likely(items)) {
      if (!deadline.allows(Duration.ZERO)) {
        break;
      }
      UserHistory rest = scores.user().without(place);
      Features features = new Features(UserScores.of(scores.context(), rest), pool);
      double[] falls = ranker.scores(features, all, personal);
      for (int i = 0; i < all.length; i++) {
        falls[i] = whole[i] - falls[i];
      }
      double usual = median(Arrays.copyOfRange(falls, items.length, all.length));
      for (int i = 0; i < items.length; i++) {
        if (falls[i] > LEAST_FALL && items[i] != scores.user().items()[place]) {
          causes.get(i).offer(scores.user().items()[place], falls[i] - Math.max(0, usual));
        }
      }
    }
    Map<Integer, List<ScoredItem>> strongest = new LinkedHashMap<>();
    for (int i = 0; i < items.length; i++) {
      strongest.put(items[i], strong(causes.get(i).list()));
    }
    return strongest;
  }

  private static List<ScoredItem> strong(List<ScoredItem> causes) {
    return causes.stream()
        .filter(one -> one.score() >= LEAST_SHARE * causes.get(0).score())
        .collect(Collectors.toList());
  }

  private int[] reference() {
    TopItems popular = new TopItems(REFERENCE, any -> true);
    popular.offerAll(scores.all(Source.LATELY));
    return popular.list().stream().mapToInt(ScoredItem::item).toArray();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values.length == 0 ? 0 : values[values.length / 2];
  }

  /**
   * The places of the liked items that may lead to the shown ones: for each item in turn the one
   * that is most like it, and the one that most users chose with it, then the next ones.
   */
  private Set<Integer> likely(int[] items) {
    List<List<ScoredItem>> links = new ArrayList<>();
    for (int item : items) {
      links.add(best(item, this::likeness));
      links.add(best(item, this::company));
    }
    Set<Integer> likely = new LinkedHashSet<>();
    for (int nth = 0; nth < EACH; nth++) {
      for (List<ScoredItem> places : links) {
        if (nth < places.size() && likely.size() < MOST) {
          likely.add(places.get(nth).item());
        }
      }
    }
    return likely;
  }

  private List<ScoredItem> best(int item, Link link) {
    TopItems best = new TopItems(EACH, any -> true);
    for (int place = 0; place < scores.user().size(); place++) {
      int liked = scores.user().items()[place];
      if (scores.user().opinion()[place] > 0 && liked != item) {
        best.offer(place, link.of(liked, item));
      }
    }
    return best.list();
  }

  /** How strongly an item speaks for another, from 0. */
  private interface Link {
    double of(int from, int to);
  }

  /** By what the catalogue says of both. */
  private double likeness(int from, int to) {
    ItemContent content = scores.context().content();
    return content.wordSimilarity(from, to) + 0.1 * content.categoryFit(from, to);
  }

  /** By what users chose. */
  private double company(int from, int to) {
    double sum = 0;
    ItemMatrices matrices = scores.context().matrices();
    for (ItemMatrix matrix :
        List.of(matrices.cosine(), matrices.ease(), matrices.next(), matrices.rp3beta())) {
      float most = matrix.most(from);
      sum += most <= 0 ? 0 : Math.max(0, matrix.weight(from, to)) / most;
    }
    return sum;
  }
}
