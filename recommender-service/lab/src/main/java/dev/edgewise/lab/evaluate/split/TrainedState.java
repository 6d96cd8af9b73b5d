/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PeriodicLearning;
import dev.edgewise.recommend.learn.FittedRanker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Profiles and first stage after the training events, made by the code of the service. */
public final class TrainedState {
  private static final Duration SEQUENCE_TIME = Duration.ofMinutes(10);

  private final Dataset data;
  private final SplitPlan plan;
  private final Candidates candidates;
  private final Progress progress;
  private final List<String> items;
  private final TrainingCounts counts;
  private long[] learning = {};
  private long rebuilding;

  /** The state before learning, with a first stage that has seen no events. */
  public TrainedState(Dataset data, SplitPlan plan, Candidates candidates, Progress progress) {
    this.data = data;
    this.plan = plan;
    this.candidates = candidates;
    this.progress = progress;
    this.items = plan.items().stream().filter(candidates::allowed).toList();
    this.counts = new TrainingCounts(plan.training(), items, plan.present());
  }

  /** The items to rank: the plan's items that may be shown. */
  public List<String> items() {
    return items;
  }

  public TrainingCounts counts() {
    return counts;
  }

  /** Lets the first stage see all training events, in their order. */
  public void learn() {
    List<Event> training = plan.training();
    learning = new long[training.size()];
    for (int i = 0; i < training.size(); i++) {
      long start = System.nanoTime();
      candidates.record(training.get(i));
      learning[i] = System.nanoTime() - start;
      progress.say("first stage: event", i + 1, training.size());
    }
    progress.note("first stage: relearning from all events");
    long start = System.nanoTime();
    candidates.rebuild();
    rebuilding = System.nanoTime() - start;
  }

  /** Fits the ranker as the service does; with leave-one-out, to the events for validation. */
  public void fit() {
    fitted().ifPresent(candidates::use);
  }

  private Optional<FittedRanker> fitted() {
    Consumer<String> log = doing -> progress.note("first stage: %s", doing);
    if (plan.validation().isEmpty()) {
      return PeriodicLearning.fit(candidates, SEQUENCE_TIME, null, log);
    }
    Candidates later = new Candidates(data.catalogue(), data.signals()::of, candidates.without());
    plan.training().forEach(later::record);
    plan.validation().stream()
        .map(SplitPlan.Subject::last)
        .filter(Objects::nonNull)
        .forEach(later::record);
    return PeriodicLearning.fitToLastChoices(later, SEQUENCE_TIME, log);
  }

  /** The speed of learning and of gathering candidates. */
  public FirstStageSpeed pace(List<TestUser> testUsers) {
    return FirstStageSpeed.of(learning, rebuilding, candidates, testUsers);
  }

  /** The users to measure, whose targets are ranked among drawn items; 0 for all items. */
  public List<TestUser> testUsers(int negatives, long seed) {
    return testUsers(plan.subjects(), negatives, seed);
  }

  /**
   * Users for rankers that choose settings, one event before the users to measure; see {@link
   * SplitPlan#validation}. All items are ranked.
   */
  public List<TestUser> validation() {
    return testUsers(plan.validation(), 0, 0);
  }

  /** For a sample of the users to measure, a target among similar items, by user. */
  public Map<String, MatchedTarget> matched(long seed) {
    return new MatchedNegatives(items, counts, data.catalogue(), seed).of(plan.subjects());
  }

  private List<TestUser> testUsers(List<SplitPlan.Subject> subjects, int negatives, long seed) {
    Set<String> ranked = Set.copyOf(items);
    Negatives drawing = new Negatives(items, negatives, seed);
    ProfileRules rules = new ProfileRules(data.signals());
    return subjects.parallelStream()
        .map(subject -> {
          Set<String> excluded = subject.excluded();
          Predicate<String> open =
              negatives == 0
                  ? id -> !excluded.contains(id) && ranked.contains(id)
                  : allowed(drawing.among(subject), ranked);
          return testUser(subject, rules, open);
        })
        .toList();
  }

  private static Predicate<String> allowed(Set<String> drawn, Set<String> ranked) {
    drawn.retainAll(ranked); // a target may be hidden
    return drawn::contains;
  }

  private static TestUser testUser(
      SplitPlan.Subject subject, ProfileRules rules, Predicate<String> open) {
    List<String> history = subject.history().stream().map(Event::item).toList();
    Profile profile = profile(subject.user(), subject.history(), rules);
    return new TestUser(profile, open, subject.targets(), history);
  }

  private static Profile profile(String user, List<Event> events, ProfileRules rules) {
    List<PositionedEvent> batch = new ArrayList<>();
    for (Event event : events) {
      batch.add(new PositionedEvent(event, new EventPosition("past", 0, batch.size())));
    }
    return rules.apply(Profile.empty(user), batch);
  }

  /** The profile of someone without earlier events who likes these items, one after the other. */
  public Profile liking(String user, List<String> liked) {
    List<Event> likes = new ArrayList<>();
    for (String item : liked) {
      likes.add(like(user, item, plan.present().plusSeconds(likes.size())));
    }
    return profile(user, likes, new ProfileRules(data.signals()));
  }

  private Event like(String user, String item, Instant time) {
    return data.catalogue()
        .enrich(
            new Event(
                user + " " + item,
                data.catalogue().description().source(),
                user,
                item,
                EventType.LIKE.type(),
                time,
                null,
                List.of(),
                Map.of()));
  }
}
