/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.lab.evaluate.metric.Bootstrap;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.Metrics;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the model by itself has learnt: NDCG@10 of its order of the first stage's candidates, when
 * it is told of the user, of somebody else, of nobody, and of the user's history in another order.
 */
final class Diagnosis {
  private static final int AT = 10;
  private static final long SEED = 11;

  private final Candidates candidates;
  private final Catalogue catalogue;
  private final ModelScores model;
  private final Random random = new Random(SEED);
  private final Map<String, List<Double>> ndcg = new LinkedHashMap<>();

  Diagnosis(Candidates candidates, Catalogue catalogue, ModelScores model) {
    this.candidates = candidates;
    this.catalogue = catalogue;
    this.model = model;
  }

  /** NDCG@10 by what the model was told. */
  Map<String, Interval> of(List<Moment> moments, Progress progress) {
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      Profile stranger = moments.get((i + moments.size() / 2) % moments.size()).profile();
      Profile nobody = Profile.empty(moment.profile().user());
      note("model alone", moment, moment.user(), moment.profile());
      note("its history in random order", moment, shuffled(moment.user()), moment.profile());
      note("a stranger's profile", moment, context(stranger), stranger);
      note("an empty profile", moment, UserContext.unknown(moment.user().language()), nobody);
      progress.say("diagnosis: user", i + 1, moments.size());
    }
    Map<String, Interval> means = new LinkedHashMap<>();
    ndcg.forEach((told, values) ->
        means.put(
            told,
            Bootstrap.mean(values.stream().mapToDouble(Double::doubleValue).toArray(), SEED)));
    return means;
  }

  private UserContext context(Profile profile) {
    return UserContext.of(profile, catalogue::titleOf);
  }

  private UserContext shuffled(UserContext user) {
    List<PastItem> history = new ArrayList<>(user.history());
    Collections.shuffle(history, random);
    return new UserContext(user.facts(), history, user.language());
  }

  /** The items' facts are chosen for whom the model is told of, too. */
  private void note(String name, Moment moment, UserContext told, Profile profile) {
    List<Candidate> described = new ArrayList<>();
    Candidates.Description description = candidates.descriptions(profile);
    for (Candidate c : moment.candidates()) {
      catalogue.find(c.id()).ifPresent(item -> described.add(description.of(item, 1)));
    }
    Map<String, Double> s = model.of(told, described);
    List<String> ranked =
        described.stream()
            .sorted(Comparator.comparingDouble((Candidate c) -> -s.getOrDefault(c.id(), 0.0)))
            .map(Candidate::id)
            .toList();
    ndcg.computeIfAbsent(name, r -> new ArrayList<>())
        .add(Metrics.ndcg(ranked, moment.liked(), AT));
  }
}
