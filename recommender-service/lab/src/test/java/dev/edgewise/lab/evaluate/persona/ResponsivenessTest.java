/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.lab.evaluate.SmallRatings;
import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.evaluate.ranker.EvaluatedRanker;
import dev.edgewise.lab.evaluate.split.SplitPlan;
import dev.edgewise.lab.evaluate.split.Temporal;
import dev.edgewise.lab.evaluate.split.TrainedState;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.Candidates;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponsivenessTest {
  @TempDir Path folder;

  private Dataset data;
  private SplitPlan plan;
  private TrainedState trained;
  private Responsiveness responsiveness;

  @BeforeEach
  void trained() throws Exception {
    SmallRatings ratings = new SmallRatings(folder);
    data = Dataset.read(ratings.items(), ratings.events(), 0);
    plan = Temporal.plan(data, null);
    Candidates candidates = new Candidates(data.catalogue(), data.signals()::of);
    Progress silent = new Progress(new PrintStream(OutputStream.nullOutputStream()));
    trained = new TrainedState(data, plan, candidates, silent);
    responsiveness = new Responsiveness(trained, data.catalogue(), Set.copyOf(data.users()), 7);
  }

  @Test
  void aPersonaHasNewLikesAtTheSplit() {
    Profile profile = trained.liking("persona", List.of("1", "5"));
    assertThat(profile.recent()).extracting(one -> one.item()).containsExactly("1", "5");
    assertThat(profile.recent().getFirst().time()).isEqualTo(plan.split());
    assertThat(profile.affinities().get("genre:Horror")).isCloseTo(2, within(1e-4));
  }

  @Test
  void aFixedListDoesNotRespond() {
    EvaluatedRanker fixed = (profile, open, most) -> first(open, most);
    assertThat(responsiveness.personas()).isEqualTo(8);
    assertThat(responsiveness.of(fixed).values()).allMatch(r -> r.changed() == 0);
    // every fourth item has the same genre
    assertThat(responsiveness.of(fixed).get(0)).isNotNull().matches(r -> r.passed() == 0);
  }

  @Test
  void aListThatShowsThreeOfATasteForEachLike() {
    EvaluatedRanker follower =
        (profile, open, most) -> {
          List<String> own =
              first(id -> open.test(id) && likes(profile, id), 3 * profile.recent().size());
          List<String> rest = first(id -> open.test(id) && !own.contains(id), most);
          return Stream.concat(own.stream(), rest.stream()).limit(most).toList();
        };
    Map<Integer, Response> responses = responsiveness.of(follower);
    assertThat(responses.keySet()).containsExactly(0, 1, 3, 5);
    assertThat(responses.get(0)).isNotNull().matches(r -> r.changed() == 0 && r.passed() == 0);
    assertThat(responses.get(3)).isNotNull().matches(r -> r.own() >= 0.9 && r.passed() == 1);
    assertThat(responses.get(5)).isNotNull().matches(r -> r.own() == 1 && r.passed() == 1);
    assertThat(responses.get(5)).isNotNull().matches(r -> r.changed() > 0.6);
  }

  private boolean likes(Profile profile, String id) {
    return data.catalogue().traitsOf(id).stream()
        .filter(trait -> trait.startsWith("genre:"))
        .anyMatch(trait -> profile.affinities().getOrDefault(trait, 0.0) > 0);
  }

  private List<String> first(Predicate<String> open, int most) {
    return trained.items().stream().filter(open).limit(most).toList();
  }
}
