/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.evaluate.split.TrainingCounts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

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
  private static final int LIST_LENGTH = 10;

  private final List<TestUser> testUsers;
  private final List<List<String>> lists;
  private final Map<String, double[]> values = new LinkedHashMap<>();
  private final Map<String, double[]> ofNewTargets = new LinkedHashMap<>();

  /** Computes the figures from one list for each test user, in the same order. */
  public Scores(
      List<TestUser> testUsers,
      List<List<String>> lists,
      TrainingCounts counts,
      ListDiversity diversity) {
    this.testUsers = testUsers;
    this.lists = lists;
    for (int k : CUTS) {
      accuracy(k);
    }
    put(
        "novelty@10",
        i -> top(i).stream().mapToDouble(counts::surprise).average().orElse(Double.NaN));
    put("popularity-bias@10", i -> counts.meanPercentile(top(i)) - testUsers.get(i).taste());
    put("diversity@10", i -> diversity.of(top(i)));
  }

  private interface Accuracy {
    double of(List<String> ranked, Set<String> targets, int k);
  }

  private void accuracy(int k) {
    put("hr@" + k, k, Metrics::hit);
    put("ndcg@" + k, k, Metrics::ndcg);
    put("mrr@" + k, k, Metrics::reciprocalRank);
    put("recall@" + k, k, Metrics::recall);
  }

  private void put(String name, int k, Accuracy metric) {
    put(name, i -> metric.of(lists.get(i), testUsers.get(i).targets(), k));
    ofNewTargets.put(
        name,
        array(i -> {
          Set<String> targets = testUsers.get(i).newTargets();
          return targets.isEmpty() ? Double.NaN : metric.of(lists.get(i), targets, k);
        }));
  }

  private void put(String name, IntToDoubleFunction figure) {
    values.put(name, array(figure));
  }

  private double[] array(IntToDoubleFunction figure) {
    return IntStream.range(0, testUsers.size()).mapToDouble(figure).toArray();
  }

  private List<String> top(int index) {
    List<String> list = lists.get(index);
    return list.subList(0, Math.min(LIST_LENGTH, list.size()));
  }

  /** A metric's figures of some users. */
  public double[] of(String metric, int[] users) {
    double[] all = values.getOrDefault(metric, new double[testUsers.size()]);
    return IntStream.of(users).mapToDouble(user -> all[user]).toArray();
  }

  /** Means over some users by metric, without the metrics that have no figures. */
  public Map<String, Double> means(int[] users) {
    return means(values, users);
  }

  /** The same with new targets only, over the users with new targets. */
  public Map<String, Double> newTargetMeans(int[] users) {
    return means(ofNewTargets, users);
  }

  private static Map<String, Double> means(Map<String, double[]> values, int[] users) {
    Map<String, Double> means = new LinkedHashMap<>();
    values.forEach((metric, of) ->
        IntStream.of(users)
            .mapToDouble(user -> of[user])
            .filter(value -> !Double.isNaN(value))
            .average()
            .ifPresent(mean -> means.put(metric, mean)));
    return means;
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
