/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.lab.evaluate.metric.Bootstrap;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures the model without the first stage's scores: NDCG@10 of its order of the candidates, when
 * its prompt has the user's profile, a stranger's, an empty one, or the history in random order.
 */
final class PromptDiagnosis {
  private static final long SEED = 11;

  private final Candidates candidates;
  private final Catalogue catalogue;
  private final ModelScores model;
  private final Random random = new Random(SEED);
  private final Map<String, List<Double>> ndcg = new LinkedHashMap<>();

  PromptDiagnosis(Candidates candidates, Catalogue catalogue, ModelScores model) {
    this.candidates = candidates;
    this.catalogue = catalogue;
    this.model = model;
  }

  /** NDCG@10 by kind of prompt. */
  Map<String, Interval> of(List<UserSnapshot> moments, Progress progress) {
    for (int i = 0; i < moments.size(); i++) {
      UserSnapshot snapshot = moments.get(i);
      Profile stranger = moments.get((i + moments.size() / 2) % moments.size()).profile();
      Profile nobody = Profile.empty(snapshot.profile().user());
      note("model alone", snapshot, snapshot.user(), snapshot.profile());
      note("its history in random order", snapshot, shuffled(snapshot.user()), snapshot.profile());
      note("a stranger's profile", snapshot, context(stranger), stranger);
      note("an empty profile", snapshot, UserContext.unknown(snapshot.user().language()), nobody);
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

  /** The items' facts also depend on the profile. */
  private void note(String name, UserSnapshot snapshot, UserContext told, Profile profile) {
    Candidates.Description description = candidates.descriptions(profile);
    List<Candidate> described =
        snapshot.candidates().stream()
            .flatMap(candidate -> catalogue.find(candidate.id()).stream())
            .map(item -> description.of(item, 1))
            .toList();
    ndcg.computeIfAbsent(name, any -> new ArrayList<>())
        .add(snapshot.ndcg(model.of(told, described)));
  }
}
