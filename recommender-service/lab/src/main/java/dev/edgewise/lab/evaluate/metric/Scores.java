/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import dev.edgewise.lab.evaluate.split.MatchedTarget;
import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.evaluate.split.TrainingCounts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one ranker's lists, by metric and user. A figure is NaN if it is undefined for a
 * user; means leave out such users.
 */
public final class Scores {
  /** Lengths at which lists are cut. */
  public static final List<Integer> CUTS = List.of(1, 5, 10, 20);

  /** Length of the lists. */
  public static final int LONGEST = 20;

  public static final String NDCG = "ndcg@10";
  public static final String HIT = "hr@10";
  public static final String RECALL = "recall@10";
  public static final String LONG_RECALL = "recall@20";
  public static final String STRATIFIED = "stratified-ndcg@10";
  public static final String MATCHED = "matched-auc";
  private static final int LIST_LENGTH = 10;

  private final List<TestUser> testUsers;
  private final List<List<String>> lists;
  private final Map<String, UserFigures> figures = new LinkedHashMap<>();

  /**
   * Computes the figures from one list for each test user, in the same order.
   *
   * @param orders for each test user the matched target and its negatives in the ranker's order;
   *     empty for users without
   */
  public Scores(
      List<TestUser> testUsers,
      List<List<String>> lists,
      List<List<String>> orders,
      MetricInputs inputs) {
    this.testUsers = testUsers;
    this.lists = lists;
    for (int k : CUTS) {
      accuracy(k, i -> testUsers.get(i).targets()).forEach(this::put);
    }
    stratified(inputs.counts());
    put(MATCHED, i -> matched(inputs.matched().get(user(i)), orders.get(i)));
    put("calibration@10", i -> inputs.calibration().of(testUsers.get(i).history(), top(i)));
    beyond(inputs.counts(), inputs.diversity());
  }

  private void beyond(TrainingCounts counts, ListDiversity diversity) {
    put(
        "novelty@10",
        i -> top(i).stream().mapToDouble(counts::surprise).average().orElse(Double.NaN));
    put("popularity-bias@10", i -> counts.meanPercentile(top(i)) - taste(i, counts));
    put("diversity@10", i -> diversity.of(top(i)));
  }

  /** The mean popularity percentile of the user's own items. */
  private double taste(int index, TrainingCounts counts) {
    return counts.meanPercentile(testUsers.get(index).history().stream().distinct().toList());
  }

  private String user(int index) {
    return testUsers.get(index).profile().user();
  }

  private static double matched(@Nullable MatchedTarget target, List<String> order) {
    return target == null ? Double.NaN : MatchedAuc.of(target, order);
  }

  /** NDCG with weighted targets; a user's weight is the largest possible gain. */
  private void stratified(TrainingCounts counts) {
    double[] ideal =
        array(i -> Metrics.ideal(testUsers.get(i).targets(), counts::rarity, LIST_LENGTH));
    double[] values =
        array(i -> {
          Set<String> targets = testUsers.get(i).targets();
          return Metrics.gain(lists.get(i), targets, counts::rarity, LIST_LENGTH) / ideal[i];
        });
    figures.put(STRATIFIED, new UserFigures(values, ideal));
  }

  private interface Accuracy {
    double of(List<String> ranked, Set<String> targets, int k);
  }

  /** The metrics of accuracy for some targets of each user; undefined for users without. */
  private Map<String, IntToDoubleFunction> accuracy(int k, IntFunction<Set<String>> targets) {
    Map<String, Accuracy> metrics = new LinkedHashMap<>();
    metrics.put("hr@", Metrics::hit);
    metrics.put("ndcg@", Metrics::ndcg);
    metrics.put("mrr@", Metrics::reciprocalRank);
    metrics.put("recall@", Metrics::recall);
    Map<String, IntToDoubleFunction> byName = new LinkedHashMap<>();
    metrics.forEach((name, metric) ->
        byName.put(
            name + k,
            i -> {
              Set<String> some = targets.apply(i);
              return some.isEmpty() ? Double.NaN : metric.of(lists.get(i), some, k);
            }));
    return byName;
  }

  private void put(String name, IntToDoubleFunction figure) {
    figures.put(name, UserFigures.equal(array(figure)));
  }

  private double[] array(IntToDoubleFunction figure) {
    return IntStream.range(0, testUsers.size()).mapToDouble(figure).toArray();
  }

  private List<String> top(int index) {
    List<String> list = lists.get(index);
    return list.subList(0, Math.min(LIST_LENGTH, list.size()));
  }

  /**
   * A metric's figures of some users.
   *
   * @throws IllegalArgumentException when there is no such metric for single users
   */
  public UserFigures of(String metric, int[] users) {
    UserFigures all = figures.get(metric);
    if (all == null) {
      throw new IllegalArgumentException("there is no metric " + metric + " for single users");
    }
    return all.at(users);
  }

  /** Means over some users by metric, without the metrics that have no figures. */
  public Map<String, Double> means(int[] users) {
    Map<String, UserFigures> some = new LinkedHashMap<>();
    figures.forEach((metric, all) -> some.put(metric, all.at(users)));
    return means(some);
  }

  /**
   * The metrics of accuracy in which only some targets count, undefined for users who have no such
   * targets.
   */
  public Map<String, UserFigures> of(int[] users, Predicate<String> targets) {
    List<Set<String>> some =
        testUsers.stream()
            .map(one -> one.targets().stream().filter(targets).collect(Collectors.toSet()))
            .toList();
    Map<String, UserFigures> byMetric = new LinkedHashMap<>();
    for (int k : CUTS) {
      accuracy(k, some::get)
          .forEach((metric, figure) ->
              byMetric.put(
                  metric, UserFigures.equal(IntStream.of(users).mapToDouble(figure).toArray())));
    }
    return byMetric;
  }

  /** Means by metric, without the metrics that have no figures. */
  public static Map<String, Double> means(Map<String, UserFigures> byMetric) {
    Map<String, Double> means = new LinkedHashMap<>();
    byMetric.forEach((metric, all) -> put(metric, all.mean(), means));
    return means;
  }

  private static void put(String metric, double mean, Map<String, Double> means) {
    if (!Double.isNaN(mean)) {
      means.put(metric, mean);
    }
  }

  /**
   * 1 minus the mean share of items that the first ten of two users have in common, over all pairs
   * of these users or a sample of 10,000; NaN without pairs.
   */
  public double personalisation(int[] users, long seed) {
    return new Personalisation(IntStream.of(users).mapToObj(this::top).toList()).of(seed);
  }

  /** The share of all items that are among the first ten of any of these users' lists. */
  public double coverage(int[] users, int items) {
    Set<String> shown = new HashSet<>();
    for (int user : users) {
      shown.addAll(top(user));
    }
    return shown.size() / (double) items;
  }

  /** How many targets of these users are among the first k. */
  public long found(int[] users, int k) {
    return IntStream.of(users)
        .mapToLong(user -> Metrics.found(lists.get(user), testUsers.get(user).targets(), k))
        .sum();
  }
}
