/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.training;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.UserContext;
import dev.edgewise.service.candidates.Candidates;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.evaluation.Bootstrap;
import dev.edgewise.service.evaluation.Interval;
import dev.edgewise.service.evaluation.Metrics;
import dev.edgewise.service.evaluation.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * The measurement on the held-out window: everything frozen at its start, NDCG@10 and HR@10 over
 * the whole catalogue (an item that the first stage doesn't bring is missed), paired by user.
 */
final class HeldOut {
  private static final int AT = 10;
  private static final long SEED = 11;

  /**
   * How each ranker did.
   *
   * @param users how many users
   * @param ndcg NDCG@10 by ranker
   * @param hit HR@10 by ranker
   * @param overPopularity difference in NDCG@10 to popularity, by ranker
   * @param fullOverFirstStage difference in NDCG@10 of the full pipeline to the first stage alone
   */
  record Result(
      int users,
      Map<String, Interval> ndcg,
      Map<String, Double> hit,
      Map<String, Interval> overPopularity,
      Interval fullOverFirstStage) {}

  static final String POPULARITY = "popularity";
  static final String FIRST_STAGE = "first-stage";
  static final String MODEL = "model alone";
  static final String FULL = "full";
  static final String SHUFFLED = "model alone, history in random order";
  static final String STRANGER = "model alone, a stranger's history";
  static final String EMPTY = "model alone, empty profile";

  private final Candidates candidates;
  private final Catalogue catalogue;
  private final ModelScores model;
  private final Blend blend;
  private final Random random = new Random(SEED);
  private final Map<String, List<Double>> ndcg = new LinkedHashMap<>();
  private final Map<String, List<Double>> hit = new LinkedHashMap<>();

  HeldOut(Candidates candidates, Catalogue catalogue, ModelScores model, Blend blend) {
    this.candidates = candidates;
    this.catalogue = catalogue;
    this.model = model;
    this.blend = blend;
  }

  Result measure(List<Moment> moments, Progress progress) {
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      Moment stranger = moments.get((i + moments.size() / 2) % moments.size());
      measure(moment, stranger.profile());
      progress.say("held-out user", i + 1, moments.size());
    }
    return result(moments.size());
  }

  private void measure(Moment moment, Profile stranger) {
    Map<String, Double> s = model.of(moment.user(), moment.candidates());
    Map<String, Double> b =
        blend.prior() == 0
            ? Map.of()
            : model.of(UserContext.unknown(moment.user().language()), moment.candidates());
    note(POPULARITY, moment, candidates.popular(moment.profile(), AT));
    note(FIRST_STAGE, moment, moment.candidates().stream().map(Candidate::id).toList());
    note(MODEL, moment, by(moment.candidates(), c -> s.getOrDefault(c.id(), 0.0)));
    note(
        FULL,
        moment,
        by(
            moment.candidates(),
            c -> logit(c, s.getOrDefault(c.id(), 0.0), b.getOrDefault(c.id(), 0.0))));
    noteModel(SHUFFLED, moment, shuffled(moment.user()), moment.profile());
    noteModel(STRANGER, moment, UserContext.of(stranger, catalogue::titleOf), stranger);
    Profile empty = Profile.empty(moment.profile().user());
    noteModel(EMPTY, moment, UserContext.unknown(moment.user().language()), empty);
  }

  private double logit(Candidate candidate, double s, double b) {
    return blend.contributions(candidate, s, b).values().stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /** The model alone, told of another user, the items' facts chosen for that one too. */
  private void noteModel(String ranker, Moment moment, UserContext told, Profile profile) {
    List<Candidate> described = new ArrayList<>();
    for (Candidate c : moment.candidates()) {
      catalogue
          .find(c.id())
          .ifPresent(item -> described.add(candidates.describe(item, profile, 1)));
    }
    Map<String, Double> s = model.of(told, described);
    note(ranker, moment, by(described, c -> s.getOrDefault(c.id(), 0.0)));
  }

  private UserContext shuffled(UserContext user) {
    List<UserContext.PastItem> history = new ArrayList<>(user.history());
    Collections.shuffle(history, random);
    return new UserContext(user.facts(), history, user.language());
  }

  private static List<String> by(List<Candidate> candidates, ToDoubleFunction<Candidate> score) {
    return candidates.stream()
        .sorted(Comparator.comparingDouble((Candidate c) -> -score.applyAsDouble(c)))
        .map(Candidate::id)
        .toList();
  }

  private void note(String ranker, Moment moment, List<String> ranked) {
    ndcg.computeIfAbsent(ranker, r -> new ArrayList<>())
        .add(Metrics.ndcg(ranked, moment.liked(), AT));
    hit.computeIfAbsent(ranker, r -> new ArrayList<>())
        .add(Metrics.hit(ranked, moment.liked(), AT));
  }

  private Result result(int users) {
    Map<String, Interval> means = new LinkedHashMap<>();
    Map<String, Double> hits = new LinkedHashMap<>();
    Map<String, Interval> over = new LinkedHashMap<>();
    for (String ranker : ndcg.keySet()) {
      means.put(ranker, Bootstrap.mean(values(ndcg, ranker), SEED));
      hits.put(ranker, Arrays.stream(values(hit, ranker)).average().orElse(0));
      over.put(ranker, Bootstrap.difference(values(ndcg, ranker), values(ndcg, POPULARITY), SEED));
    }
    return new Result(
        users,
        means,
        hits,
        over,
        Bootstrap.difference(values(ndcg, FULL), values(ndcg, FIRST_STAGE), SEED));
  }

  private static double[] values(Map<String, List<Double>> by, String ranker) {
    return by.getOrDefault(ranker, List.of()).stream().mapToDouble(Double::doubleValue).toArray();
  }
}
