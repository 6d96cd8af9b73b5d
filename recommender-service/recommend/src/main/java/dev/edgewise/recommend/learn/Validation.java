/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.feature.CandidatePool;
import dev.edgewise.rank.feature.Features;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.ItemRanker;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.RankingContext;
import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.rank.feature.TopItems;
import dev.edgewise.rank.feature.UserHistory;
import dev.edgewise.rank.feature.UserScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Measures rankers on users that they didn't learn from: how well the lists meet what users chose
 * next, how alike two users' lists are, and whether made-up users with one clear taste get lists of
 * their taste.
 *
 * @param users not used for training
 * @param allowed which items may be listed at all
 */
record Validation(List<Labelled> users, IntPredicate allowed) {
  private static final int TOP = 10;
  private static final int PAIRS = 8_000;
  private static final int PERSONA_LIKES = 4;
  private static final int PERSONA_HITS = 6;
  private static final int PERSONAS_A_CATEGORY = 8;
  private static final int KNOWN_ITEMS = 40;
  private static final int FEWEST_KNOWN = 25;
  private static final int FEWEST_USERS = 5;

  /** The mean NDCG of the first ten of a source. */
  double ndcg(Source source) {
    return ndcgBySource(List.of(source)).getOrDefault(source, 0.0);
  }

  /** The mean NDCG of the first ten of each source; each user's scores are computed once. */
  Map<Source, Double> ndcgBySource(List<Source> sources) {
    List<double[]> byUser =
        users.parallelStream()
            .map(user -> {
              UserScores scores = UserScores.of(user.context(), user.history());
              IntPredicate open = open(user.history());
              return sources.stream()
                  .mapToDouble(source ->
                      Ndcg.of(
                          items(CandidatePool.best(scores, source, open, TOP)),
                          user.targets(),
                          TOP))
                  .toArray();
            })
            .toList();
    Map<Source, Double> means = new EnumMap<>(Source.class);
    for (int i = 0; i < sources.size(); i++) {
      int source = i;
      means.put(
          sources.get(i), byUser.stream().mapToDouble(own -> own[source]).average().orElse(0));
    }
    return means;
  }

  /** The mean NDCG of the first ten of a ranker. */
  double ndcg(ItemRanker ranker, double personal) {
    return ndcg(lists(ranker, personal));
  }

  /** The first ten of a ranker for each user, in the order of the users, best first. */
  List<List<Integer>> lists(ItemRanker ranker, double personal) {
    return users.parallelStream().map(user -> items(top(user, ranker, personal))).toList();
  }

  /** The mean NDCG of the users' lists. */
  double ndcg(List<List<Integer>> lists) {
    return DoubleStream.of(ndcgByUser(lists)).average().orElse(0);
  }

  /** The NDCG of each user's list. */
  double[] ndcgByUser(List<List<Integer>> lists) {
    return IntStream.range(0, users.size())
        .mapToDouble(user -> Ndcg.of(lists.get(user), users.get(user).targets(), TOP))
        .toArray();
  }

  private static List<Integer> items(TopItems top) {
    return top.list().stream().map(ScoredItem::item).toList();
  }

  private TopItems top(Labelled user, ItemRanker ranker, double personal) {
    UserScores scores = UserScores.of(user.context(), user.history());
    IntPredicate open = open(user.history());
    int[] pool = CandidatePool.of(scores, open, CandidatePool.EACH);
    Features features = new Features(scores, pool);
    return CandidatePool.top(pool, ranker.scores(features, pool, personal), TOP);
  }

  /** The items that may be listed for a user. */
  IntPredicate open(UserHistory history) {
    Set<Integer> met = new HashSet<>();
    for (int item : history.items()) {
      met.add(item);
    }
    return item -> allowed.test(item) && !met.contains(item);
  }

  /** How many of ten items two users' lists share in the mean, at the default. */
  double shared(ItemRanker ranker) {
    return shared(lists(ranker, LearnedRanker.DEFAULT));
  }

  /**
   * How many of ten items two of the users' lists share in the mean. Only users of the same time
   * are compared, since what is popular changes.
   */
  double shared(List<List<Integer>> lists) {
    Random random = new Random(1);
    long shared = 0;
    long pairs = 0;
    for (List<List<Integer>> together : byTime(lists)) {
      int size = together.size();
      for (int i = 0; size > 1 && i < PAIRS * size / lists.size(); i++) {
        int one = random.nextInt(size);
        int other = (one + 1 + random.nextInt(size - 1)) % size;
        Set<Integer> both = new HashSet<>(together.get(one));
        both.retainAll(together.get(other));
        shared += both.size();
        pairs++;
      }
    }
    return pairs == 0 ? 0 : shared / (double) pairs;
  }

  private Collection<List<List<Integer>>> byTime(List<List<Integer>> lists) {
    Map<Long, List<List<Integer>>> byTime = new TreeMap<>();
    for (int user = 0; user < lists.size(); user++) {
      long time = users.get(user).context().activity().now();
      byTime.computeIfAbsent(time, now -> new ArrayList<>()).add(lists.get(user));
    }
    return byTime.values();
  }

  /**
   * The share of the users' lists of one time that have the item which most of them have, in the
   * mean of the times.
   */
  double everywhere(List<List<Integer>> lists) {
    long most = 0;
    for (List<List<Integer>> together : byTime(lists)) {
      Map<Integer, Long> counts =
          together.stream()
              .flatMap(List::stream)
              .collect(Collectors.groupingBy(item -> item, Collectors.counting()));
      most += counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
    return lists.isEmpty() ? 0 : most / (double) lists.size();
  }

  /**
   * The share of made-up users whose list of ten has at least six items of their category. Each
   * likes four well-known items of one category. Returns 1 without any such category.
   */
  double personas(ItemRanker ranker) {
    RankingContext context =
        users.stream()
            .map(Labelled::context)
            .max(Comparator.comparingLong(one -> one.activity().now()))
            .orElseThrow();
    List<Persona> personas = personas(context);
    long met =
        personas.parallelStream()
            .filter(persona -> {
              Labelled user = new Labelled(context, persona.history, Set.of());
              long hits =
                  items(top(user, ranker, LearnedRanker.DEFAULT)).stream()
                      .filter(item -> has(context.content(), item, persona.category))
                      .count();
              return hits >= PERSONA_HITS;
            })
            .count();
    return personas.isEmpty() ? 1 : met / (double) personas.size();
  }

  private record Persona(int category, UserHistory history) {}

  private static List<Persona> personas(RankingContext context) {
    List<Persona> personas = new ArrayList<>();
    Random random = new Random(7);
    for (int category = 0; category < context.content().categoryCount(); category++) {
      List<Integer> known = known(context, category);
      for (int i = 0; known.size() >= FEWEST_KNOWN && i < PERSONAS_A_CATEGORY; i++) {
        Collections.shuffle(known, random);
        personas.add(new Persona(category, likes(known, context.activity().now())));
      }
    }
    return personas;
  }

  private static List<Integer> known(RankingContext context, int category) {
    return new ArrayList<>(
        IntStream.range(0, context.size())
            .filter(item -> context.activity().users(item) >= FEWEST_USERS)
            .filter(item -> has(context.content(), item, category))
            .boxed()
            .sorted(Comparator.comparingInt(item -> -context.activity().users(item)))
            .limit(KNOWN_ITEMS)
            .toList());
  }

  private static boolean has(ItemContent content, int item, int category) {
    return Arrays.stream(content.categories(item)).anyMatch(one -> one == category);
  }

  private static UserHistory likes(List<Integer> items, long now) {
    float[] ones = new float[PERSONA_LIKES];
    Arrays.fill(ones, 1);
    long[] times = new long[PERSONA_LIKES];
    Arrays.fill(times, now);
    int[] liked = items.subList(0, PERSONA_LIKES).stream().mapToInt(i -> i).toArray();
    return new UserHistory(liked, ones, ones, times, new int[0], new int[0]);
  }
}
