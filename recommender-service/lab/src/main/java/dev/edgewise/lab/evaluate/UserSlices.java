/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.Evaluation.Slice;
import dev.edgewise.lab.evaluate.metric.Bootstrap;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.metric.UserFigures;
import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.evaluate.split.TrainingCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Groups of users by the number of their known events, and of targets by the popularity of the
 * item. Users are indexes of the test users.
 */
public final class UserSlices {
  /** Users without known events. */
  static final String NEW = "new";

  private static final int SOME = 5;
  private static final int MANY = 20;
  private static final int VERY_MANY = 100;

  /** The metrics with intervals. */
  private static final List<String> INTERVALS =
      List.of(Scores.NDCG, Scores.RECALL, Scores.LONG_RECALL);

  private final List<TestUser> testUsers;
  private final TrainingCounts counts;
  private final long seed;
  private final Map<String, int[]> byName = new LinkedHashMap<>();

  /** The users with known events; the main figures are about them. */
  private final int[] known;

  /** The slices of these users; the intervals are drawn by the seed. */
  public UserSlices(List<TestUser> testUsers, TrainingCounts counts, long seed) {
    this.testUsers = testUsers;
    this.counts = counts;
    this.seed = seed;
    this.known = select(events -> events > 0);
    byName.put(NEW, select(events -> events == 0));
    byName.put("1-4", select(events -> events > 0 && events < SOME));
    byName.put("5-19", select(events -> events >= SOME && events < MANY));
    byName.put("20-99", select(events -> events >= MANY && events < VERY_MANY));
    byName.put("100+", select(events -> events >= VERY_MANY));
  }

  private int[] select(IntPredicate events) {
    return IntStream.range(0, testUsers.size())
        .filter(i -> events.test(testUsers.get(i).history().size()))
        .toArray();
  }

  public int[] known() {
    return known;
  }

  public int newUsers() {
    return byName.getOrDefault(NEW, new int[0]).length;
  }

  /** A ranker's means in each slice. */
  public Map<String, Slice> of(Scores scores) {
    Map<String, Slice> slices = new LinkedHashMap<>();
    byName.forEach((name, users) ->
        slices.put(
            name,
            new Slice(
                users.length,
                targets(users, any -> true),
                scores.means(users),
                intervals(users, metric -> scores.of(metric, users)))));
    counts.classes().forEach((name, items) -> slices.put(name, slice(scores, items)));
    return slices;
  }

  private Slice slice(Scores scores, Predicate<String> items) {
    int[] users = IntStream.of(known).filter(i -> targets(new int[] {i}, items) > 0).toArray();
    Map<String, UserFigures> figures = scores.of(users, items);
    return new Slice(
        users.length,
        targets(users, items),
        Scores.means(figures),
        intervals(users, metric -> Objects.requireNonNull(figures.get(metric))));
  }

  private long targets(int[] users, Predicate<String> items) {
    return IntStream.of(users)
        .mapToLong(i -> testUsers.get(i).targets().stream().filter(items).count())
        .sum();
  }

  private Map<String, Interval> intervals(int[] users, Function<String, UserFigures> figures) {
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (String metric : users.length == 0 ? List.<String>of() : INTERVALS) {
      intervals.put(metric, Bootstrap.mean(figures.apply(metric), seed));
    }
    return intervals;
  }
}
