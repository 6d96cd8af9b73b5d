/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.feature.ItemComparison;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.ItemNeighbourhood;
import dev.edgewise.rank.feature.RankingContext;
import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.rank.feature.SimilarityWeights;
import dev.edgewise.rank.feature.TopItems;
import dev.edgewise.rank.feature.UserHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fits the weights of the items' similarity: which lists, made from a user's last chosen item
 * alone, hold what the user chose next? A plain NDCG would choose lists of what everyone chose in
 * that week, whatever the item. So a target counts by 1 / sqrt(users + 1) (Steck, "Item popularity
 * and recommendation accuracy", RecSys 2011), and the weights must keep most of the kind: the fit
 * of the categories of an item and those of its list.
 */
final class SimilarityFit {
  private static final int TOP = 10;
  private static final int FEWEST_USERS = 40;
  private static final int MOST_USERS = 2_000;

  /** How many items each matrix, and the content, bring. */
  private static final int EACH = 60;

  private static final double KEPT_KIND = 0.9;
  private static final int ROUNDS = 2;
  private static final double[] DOUBTS = {1, 4, 16, 64};
  private static final double[] CHANCES = {0, 0.25, 0.5, 0.75, 1};

  /** From a half: also what many chose together should be of the kind. */
  private static final double[] CONTENTS = {0.5, 0.6, 0.7, 0.8, 0.9, 1};

  private static final double[] TRUSTS = {0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1};

  /** Lists by content alone. */
  private static final SimilarityWeights CONTENT = new SimilarityWeights(1, 0, 0, 0, 1, 0, 1, 1);

  /** The weights that differ from given ones in one respect. */
  private static final List<Function<SimilarityWeights, Stream<SimilarityWeights>>> OTHERS =
      List.of(SimilarityFit::contents, SimilarityFit::behaviours, SimilarityFit::doubts);

  private final List<Case> cases;

  /** A user's last chosen item, compared with others, and the gain of each of these. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(ItemComparison[] pairs, double[] gains, double[] fits, double ideal) {}

  /** What lists are like: their stratified NDCG and their mean fit of categories. */
  record Figures(double ndcg, double kind) {}

  private SimilarityFit(List<Case> cases) {
    this.cases = cases;
  }

  /**
   * A fit to the users of the latest moment; empty if these are too few.
   *
   * @param allowed which items may be listed at all
   */
  static Optional<SimilarityFit> of(List<Labelled> users, IntPredicate allowed) {
    long latest = users.stream().mapToLong(user -> user.context().activity().now()).max().orElse(0);
    List<Labelled> newest =
        users.stream()
            .filter(user -> user.context().activity().now() == latest && last(user) >= 0)
            .limit(MOST_USERS)
            .toList();
    if (newest.size() < FEWEST_USERS) {
      return Optional.empty();
    }
    Map<Integer, List<Labelled>> byItem =
        newest.stream().collect(Collectors.groupingBy(SimilarityFit::last));
    RankingContext context = newest.getFirst().context();
    return Optional.of(
        new SimilarityFit(
            byItem.entrySet().parallelStream()
                .flatMap(same -> cases(same.getKey(), same.getValue(), context, allowed).stream())
                .toList()));
  }

  private static int last(Labelled user) {
    UserHistory history = user.history();
    return IntStream.iterate(history.size() - 1, i -> i >= 0, i -> i - 1)
        .filter(i -> history.interest()[i] > 0)
        .map(i -> history.items()[i])
        .findFirst()
        .orElse(-1);
  }

  private static List<Case> cases(
      int start, List<Labelled> users, RankingContext context, IntPredicate allowed) {
    WorkCancelledException.check();
    ItemNeighbourhood near = new ItemNeighbourhood(context, start);
    int[] pool =
        IntStream.concat(
                near.chosenWith(EACH).stream().mapToInt(Integer::intValue),
                described(near, start, context))
            .distinct()
            .filter(item -> item != start && allowed.test(item))
            .toArray();
    ItemComparison[] pairs = IntStream.of(pool).mapToObj(near::with).toArray(ItemComparison[]::new);
    ItemContent content = context.content();
    double[] fits =
        IntStream.of(pool).mapToDouble(item -> content.categoryFit(start, item)).toArray();
    return users.stream().map(user -> caseOf(user, pool, pairs, fits)).toList();
  }

  /** The items that the catalogue describes most alike. */
  private static IntStream described(ItemNeighbourhood near, int start, RankingContext context) {
    TopItems best = new TopItems(2 * EACH, item -> item != start);
    for (int item = 0; item < context.size(); item++) {
      best.offer(item, near.content(item));
    }
    return best.list().stream().mapToInt(ScoredItem::item);
  }

  private static Case caseOf(Labelled user, int[] pool, ItemComparison[] pairs, double[] fits) {
    Set<Integer> met = IntStream.of(user.history().items()).boxed().collect(Collectors.toSet());
    int[] open = IntStream.range(0, pool.length).filter(i -> !met.contains(pool[i])).toArray();
    double[] best =
        user.targets().stream()
            .mapToDouble(target -> gain(user, target))
            .map(gain -> -gain)
            .sorted()
            .limit(TOP)
            .toArray();
    return new Case(
        IntStream.of(open).mapToObj(i -> pairs[i]).toArray(ItemComparison[]::new),
        IntStream.of(open).mapToDouble(i -> gain(user, pool[i])).toArray(),
        IntStream.of(open).mapToDouble(i -> fits[i]).toArray(),
        IntStream.range(0, best.length).mapToDouble(i -> -best[i] * Ndcg.discount(i)).sum());
  }

  private static double gain(Labelled user, int item) {
    return user.targets().contains(item)
        ? 1 / Math.sqrt(user.context().activity().users(item) + 1.0)
        : 0;
  }

  /** Measures lists with these weights. */
  Figures figures(SimilarityWeights weights) {
    WorkCancelledException.check();
    double[] sums =
        cases.parallelStream()
            .map(one -> sums(one, weights))
            .reduce(
                new double[4],
                (a, b) -> IntStream.range(0, 4).mapToDouble(i -> a[i] + b[i]).toArray());
    return new Figures(sums[0] / Math.max(1e-9, sums[1]), sums[2] / Math.max(1, sums[3]));
  }

  /** The gain of a list, the ideal one, the sum of its fits, and their number. */
  private static double[] sums(Case one, SimilarityWeights weights) {
    TopItems top = new TopItems(TOP, any -> true);
    for (int i = 0; i < one.pairs.length; i++) {
      top.offer(i, weights.similarity(one.pairs[i]));
    }
    List<ScoredItem> list = top.list();
    double gain = 0;
    double fit = 0;
    for (int place = 0; place < list.size(); place++) {
      gain += one.gains[list.get(place).item()] * Ndcg.discount(place);
      fit += one.fits[list.get(place).item()];
    }
    return new double[] {gain, one.ideal, fit, list.size()};
  }

  /** The weights with the best stratified NDCG among those that keep the kind. */
  SimilarityWeights best() {
    double kind = KEPT_KIND * figures(CONTENT).kind;
    SimilarityWeights best = SimilarityWeights.STANDARD;
    double most = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      for (Function<SimilarityWeights, Stream<SimilarityWeights>> others : OTHERS) {
        for (SimilarityWeights tried : others.apply(best).toList()) {
          Figures figures = figures(tried);
          double score = figures.kind < kind ? figures.kind - kind - 1 : figures.ndcg;
          if (score > most) {
            most = score;
            best = tried;
          }
        }
      }
    }
    return best;
  }

  /** The shares of the matrices in quarters; none has more than half, so that none is alone. */
  private static Stream<SimilarityWeights> behaviours(SimilarityWeights now) {
    return IntStream.range(0, 27)
        .mapToObj(i -> {
          int cosine = i / 9;
          int next = i / 3 % 3;
          int ease = i % 3;
          return new int[] {cosine, next, ease, 4 - cosine - next - ease};
        })
        .filter(quarters -> quarters[3] >= 0 && quarters[3] <= 2)
        .map(quarters ->
            new SimilarityWeights(
                0.25 * quarters[0],
                0.25 * quarters[1],
                0.25 * quarters[2],
                0.25 * quarters[3],
                now.doubt(),
                now.chance(),
                now.content(),
                now.trust()));
  }

  private static Stream<SimilarityWeights> doubts(SimilarityWeights now) {
    return DoubleStream.of(DOUBTS)
        .boxed()
        .flatMap(doubt ->
            DoubleStream.of(CHANCES)
                .mapToObj(chance -> with(now, doubt, chance, now.content(), now.trust())));
  }

  private static Stream<SimilarityWeights> contents(SimilarityWeights now) {
    return DoubleStream.of(CONTENTS)
        .boxed()
        .flatMap(content ->
            DoubleStream.of(TRUSTS)
                .mapToObj(trust -> with(now, now.doubt(), now.chance(), content, trust)));
  }

  private static SimilarityWeights with(
      SimilarityWeights now, double doubt, double chance, double content, double trust) {
    return new SimilarityWeights(
        now.cosine(), now.next(), now.ease(), now.rp3beta(), doubt, chance, content, trust);
  }
}
