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
 * Measures the model without the first stage's scores: NDCG@10 of its order of the candidates, for
 * prompts with the user's profile, another user's profile, an empty one, or the history in random
 * order.
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
  Map<String, Interval> of(List<UserSnapshot> snapshots, Progress progress) {
    for (int i = 0; i < snapshots.size(); i++) {
      UserSnapshot snapshot = snapshots.get(i);
      Profile stranger = snapshots.get((i + snapshots.size() / 2) % snapshots.size()).profile();
      UserContext unknown = UserContext.unknown(snapshot.user().language());
      UserContext user = snapshot.user();
      measure("model alone", snapshot, user, snapshot.profile());
      measure("its history in random order", snapshot, shuffled(user), snapshot.profile());
      measure("a stranger's profile", snapshot, context(stranger), stranger);
      measure("an empty profile", snapshot, unknown, Profile.empty(snapshot.profile().user()));
      progress.say("diagnosis: user", i + 1, snapshots.size());
    }
    Map<String, Interval> means = new LinkedHashMap<>();
    ndcg.forEach((prompt, values) ->
        means.put(
            prompt,
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
  private void measure(String name, UserSnapshot snapshot, UserContext context, Profile profile) {
    Candidates.Description description = candidates.descriptions(profile);
    List<Candidate> described =
        snapshot.candidates().stream()
            .flatMap(candidate -> catalogue.find(candidate.id()).stream())
            .map(item -> description.of(item, 1))
            .toList();
    ndcg.computeIfAbsent(name, any -> new ArrayList<>())
        .add(snapshot.ndcg(model.of(context, described)));
  }
}
