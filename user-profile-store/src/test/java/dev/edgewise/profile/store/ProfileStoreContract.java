/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import static dev.edgewise.profile.TestEvents.NOON;
import static dev.edgewise.profile.TestEvents.at;
import static dev.edgewise.profile.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.TestEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of profile stores; the test of each implementation extends this class. */
public abstract class ProfileStoreContract {
  public static final SignalWeights WEIGHTS = SignalWeights.standard();

  private final String user = "user-" + UUID.randomUUID();
  private ProfileStore store = new InMemoryProfileStore(WEIGHTS);

  /** Returns a store that other tests may have written to. */
  public abstract ProfileStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void aUserNeverSeenHasAnEmptyProfile() {
    assertThat(store.get(user)).isEqualTo(Profile.empty(user));
    assertThat(store.get(user).known()).isFalse();
  }

  @Test
  void whatIsAppliedIsReadBack() {
    Profile after = store.apply(user, List.of(at(0, event("1", user, "moon", "like", NOON))));
    assertThat(after.interactions()).isEqualTo(1);
    assertThat(after.affinities()).containsEntry("genre:Drama", 1.0);
    assertThat(after.seen()).containsExactly("moon");
    assertThat(store.get(user)).isEqualTo(after);
  }

  @Test
  void redeliveryOfAPartitionChangesNothing() {
    List<PositionedEvent> log = TestEvents.log(user, 60, new Random(1));
    Profile once = store.apply(user, log);
    assertThat(store.apply(user, log)).isEqualTo(once);
    assertThat(store.apply(user, log.subList(20, 60))).isEqualTo(once);
  }

  @Test
  void theSameEventAtAnotherPlaceIsTheSameEvent() {
    Event event = event("1", user, "moon", "like", NOON);
    store.apply(user, List.of(at("a", 0, 5, event)));
    Profile after = store.apply(user, List.of(at("b", 3, 9, event)));
    assertThat(after.interactions()).isEqualTo(1);
    assertThat(after.watermarks()).containsEntry("a/0", 5L).containsEntry("b/3", 9L);
  }

  @Test
  void theSameIdFromAnotherSourceIsAnotherEvent() {
    Event one = event("1", user, "moon", "like", NOON);
    Event other =
        new Event("1", "phone", user, "moon", "like", NOON, null, one.traits(), one.context());
    assertThat(store.apply(user, List.of(at(0, one), at(1, other))).interactions()).isEqualTo(2);
  }

  @Test
  void aBatchOfTwoUsersIsRefused() {
    assertThatThrownBy(
            () -> store.apply(user, List.of(at(0, event("1", "other", "moon", "like", NOON)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one user");
    assertThat(store.get(user).known()).isFalse();
  }

  @Test
  void anyUserIdIsAKeyAndNothingElse() {
    List<String> strange =
        List.of("a}b{c", "{}", "}" + user, "a b\nc", "%7D", "ключ-" + user, "x:profile");
    for (String id : strange) {
      store.apply(id, List.of(at(0, event("1", id, "moon", "like", NOON))));
    }
    for (String id : strange) {
      assertThat(store.get(id).user()).isEqualTo(id);
      assertThat(store.get(id).interactions()).isEqualTo(1);
    }
  }

  @Test
  void manyAtOnceOnOneUserLoseNothing() throws Exception {
    int threads = 8;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int partition = t;
        done.add(
            pool.submit(() -> {
              for (int i = 0; i < each; i++) {
                String id = partition + "-" + i;
                Event event = event(id, user, "item" + id, "like", NOON);
                store.apply(user, List.of(at("topic", partition, i, event)));
              }
            }));
      }
      for (Future<?> one : done) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    Profile profile = store.get(user);
    assertThat(profile.interactions()).isEqualTo((long) threads * each);
    assertThat(profile.affinities().get("genre:Drama"))
        .isCloseTo((double) threads * each, within(1e-9 * threads * each));
    assertThat(profile.watermarks()).hasSize(threads);
  }

  @Test
  void listenersHearOfChangesUntilTheyLeave() throws Exception {
    Set<String> heard = ConcurrentHashMap.newKeySet();
    CountDownLatch first = new CountDownLatch(1);
    try (ProfileStore.Subscription subscription =
        store.onChange(changed -> {
          heard.add(changed);
          if (changed.equals(user)) { // a cluster may still deliver notices of other tests
            first.countDown();
          }
        })) {
      assertThat(subscription).isNotNull();
      store.apply(user, List.of(at(0, event("1", user, "moon", "like", NOON))));
      assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
    }
    heard.remove(user);
    store.apply(user, List.of(at(1, event("2", user, "moon", "like", NOON))));
    assertThat(heard).doesNotContain(user);
  }

  @Test
  void aListenerThatFailsHarmsNobody() throws Exception {
    CountDownLatch heard = new CountDownLatch(2);
    try (ProfileStore.Subscription failing =
            store.onChange(changed -> {
              throw new IllegalStateException("a listener's own fault, thrown by a test");
            });
        ProfileStore.Subscription other = store.onChange(changed -> heard.countDown())) {
      assertThat(failing).isNotSameAs(other);
      store.apply(user, List.of(at(0, event("1", user, "moon", "like", NOON))));
      store.apply(user, List.of(at(1, event("2", user, "moon", "like", NOON))));
      assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Applies several partitions concurrently, in random batches, some of them repeated. */
  @Test
  void interleavedRedeliveredPartitionsEqualTheSequentialModel() throws Exception {
    for (int seed = 0; seed < 5; seed++) {
      String one = user + "-" + seed;
      List<List<PositionedEvent>> partitions = TestEvents.partitions(one, 4, 60, new Random(seed));
      Profile model = Profile.empty(one);
      for (List<PositionedEvent> partition : partitions) {
        model = new ProfileRules(WEIGHTS).apply(model, partition);
      }
      deliver(one, partitions, seed);
      Profile profile = store.get(one);
      assertThat(profile.recent()).isEqualTo(model.recent());
      assertThat(profile.interactions()).isEqualTo(model.interactions());
      assertThat(profile.version()).isEqualTo(model.version());
      assertThat(profile.finished()).isEqualTo(model.finished());
      assertThat(profile.watermarks()).isEqualTo(model.watermarks());
      assertThat(profile.standings()).isEqualTo(model.standings());
      assertThat(profile.affinities()).isEqualTo(model.affinities());
    }
  }

  private void deliver(String one, List<List<PositionedEvent>> partitions, int seed)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(partitions.size());
    try {
      List<Future<?>> done = new ArrayList<>();
      for (List<PositionedEvent> log : partitions) {
        Random random = new Random(seed * 31L + done.size());
        done.add(pool.submit(() -> deliver(one, log, random)));
      }
      for (Future<?> each : done) {
        each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void deliver(String one, List<PositionedEvent> log, Random random) {
    int from = 0;
    while (from < log.size()) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(15));
      store.apply(one, log.subList(Math.max(0, from - random.nextInt(20)), to));
      from = random.nextInt(12) == 0 ? 0 : to; // sometimes the whole partition again
    }
  }

  @Test
  void itAnswersChecks() {
    store.check();
    assertThat(store.get(user).version()).isZero();
  }

  @Test
  void aPartitionNeverReadHasNoCheckpoint() {
    assertThat(store.checkpoint("topic-" + user, 3)).isEqualTo(Checkpoint.none("topic-" + user, 3));
  }

  @Test
  void aCheckpointIsReadBackByWhoeverOpensTheStore() {
    Checkpoint checkpoint =
        Checkpoint.none("topic-" + user, 3)
            .reached(new Checkpoint.Mark(NOON, 7, 1), Duration.ofMinutes(1))
            .truncated(5);
    store.saveAsync(checkpoint, store.generation()).join();
    assertThat(store.checkpoint("topic-" + user, 3)).isEqualTo(checkpoint);
    assertThat(store.checkpoint("topic-" + user, 4).marks()).isEmpty();
  }

  @Test
  void whatIsErasedStaysErased() {
    List<PositionedEvent> log = TestEvents.log(user, 120, new Random(4));
    store.apply(user, log);
    Event erase = new ProfileRequest.Erase().event(user, "erase", NOON.plusSeconds(1));
    Profile erased = store.apply(user, List.of(at(120, erase)));
    assertThat(erased.erased()).isTrue();
    assertThat(store.apply(user, log).erased()).isTrue();
    Event copy = log.get(3).event();
    assertThat(store.apply(user, List.of(at("copy", 0, 0, copy))).erased()).isTrue();
    Event fresh = event("fresh", user, "moon", "like", NOON.plusSeconds(2));
    assertThat(store.apply(user, List.of(at(121, fresh))).interactions()).isEqualTo(1);
  }
}
