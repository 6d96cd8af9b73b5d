/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.learn.FittedRanker;
import dev.edgewise.recommend.learn.StoredRanker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeriodicLearningTest {
  private final Catalogue catalogue =
      Samples.catalogue(
          Samples.item("a", "A", "Drama"),
          Samples.item("b", "B", "Drama"),
          Samples.item("c", "C", "Drama"));
  private final Candidates candidates = new Candidates(catalogue, SignalWeights.standard()::of);
  private final List<StoredRanker> fitted = new ArrayList<>();
  private Instant now = Samples.START;
  private final PeriodicLearning learning =
      new PeriodicLearning(candidates, new Kept(), Duration.ZERO, () -> now);
  private boolean held;
  private boolean unreachable;
  private int told;

  private final class Kept implements FittedRankers {
    @Override
    public Optional<StoredRanker> ranker() {
      return fitted.isEmpty() ? Optional.empty() : Optional.of(fitted.getLast());
    }

    @Override
    public boolean held() {
      return held;
    }

    @Override
    public void add(StoredRanker ranker) {
      if (unreachable) {
        throw new ProfileStoreException("no store", null);
      }
      fitted.add(ranker);
    }
  }

  private void tell(int pairs) {
    for (int i = 0; i < pairs; i++) {
      candidates.record(like("user" + told, "a", 0));
      candidates.record(like("user" + told++, "b", 0));
    }
  }

  /** Looks twice, since many new events may be followed by more. */
  private boolean learns() {
    boolean first = learning.learnIfDue();
    return learning.learnIfDue() || first;
  }

  @Test
  void learnsOnceEnoughIsKnownAndThenWhenThereIsHalfAsMuchAgain() {
    tell(400);
    assertThat(learns()).isFalse();
    tell(100);
    assertThat(learns()).isTrue();
    assertThat(learns()).isFalse();
    tell(499);
    assertThat(learns()).isFalse();
    tell(1);
    assertThat(learns()).isTrue();
  }

  @Test
  void whileManyEventsComeItWaitsButNotForLong() {
    for (int i = 0; i < 12; i++) {
      tell(100);
      assertThat(learning.learnIfDue()).isFalse();
      now = now.plusSeconds(15);
    }
    tell(100);
    now = now.plusSeconds(15);
    assertThat(learning.learnIfDue()).isTrue();
  }

  @Test
  void aSingleNewLikeIsLearntFromInTime() {
    tell(500);
    assertThat(learns()).isTrue();
    now = now.plus(Duration.ofHours(1));
    assertThat(learning.learnIfDue()).isFalse();
    candidates.record(like("ann", "c", 0));
    assertThat(learning.learnIfDue()).isTrue();
  }

  @Test
  void whatIsLearntIsUsed() {
    tell(500);
    Profile ann = Samples.profile(catalogue, like("ann", "a", 0));
    assertThat(candidates.find("ease", ann, id -> true, 5)).isEmpty();
    learns();
    assertThat(candidates.find("ease", ann, id -> true, 5)).startsWith("b");
  }

  @Test
  void aFittedRankerIsHandedOverAndTold() {
    assertThat(learning.doing()).isEqualTo("waiting for events");
    tell(500);
    learns();
    assertThat(fitted).hasSize(1);
    assertThat(fitted.getFirst().fitted()).isEqualTo(now);
    assertThat(learning.doing()).isEqualTo("idle");
  }

  @Test
  void aRankerThatWasFittedBeforeARestartIsNotFittedAgain() {
    tell(500);
    learns();
    PeriodicLearning restarted =
        new PeriodicLearning(candidates, new Kept(), Duration.ZERO, () -> now);
    restarted.learnIfDue();
    restarted.learnIfDue();
    assertThat(fitted).hasSize(1);
    now = now.plus(Duration.ofHours(25));
    tell(1);
    restarted.learnIfDue();
    assertThat(fitted).hasSize(2);
  }

  @Test
  void noneIsFittedWhileSomeoneHoldsAnEarlierOne() {
    held = true;
    tell(500);
    learns();
    assertThat(fitted).isEmpty();
    held = false;
    learns();
    assertThat(fitted).hasSize(1);
  }

  @Test
  void aRankerThatCouldNotBeStoredIsStoredLater() {
    unreachable = true;
    tell(500);
    learning.learnIfDue();
    assertThatThrownBy(learning::learnIfDue).isInstanceOf(ProfileStoreException.class);
    assertThatThrownBy(learning::learnIfDue).isInstanceOf(ProfileStoreException.class);
    unreachable = false;
    learning.learnIfDue();
    assertThat(fitted).hasSize(1);
  }

  @Test
  void theRankerIsFittedLessOften() {
    tell(500);
    learns();
    now = now.plus(Duration.ofHours(1));
    candidates.record(like("ann", "c", 0));
    assertThat(learning.learnIfDue()).isTrue();
    assertThat(fitted).hasSize(1);
    now = now.plus(Duration.ofHours(24));
    assertThat(learning.learnIfDue()).isTrue();
    assertThat(fitted).hasSize(2);
  }

  /** Training takes minutes, so a service that has just started doesn't begin with it. */
  @Test
  void theSequentialModelIsTriedTenMinutesAfterTheFirstRankerAndOnce() {
    PeriodicLearning sequential =
        new PeriodicLearning(candidates, new Kept(), Duration.ofSeconds(2), () -> now);
    tell(2500);
    sequential.learnIfDue();
    sequential.learnIfDue();
    assertThat(fitted).hasSize(1);
    assertThat(fitted.getFirst().result().triedSequence()).isFalse();
    now = now.plus(Duration.ofMinutes(9));
    sequential.learnIfDue();
    assertThat(fitted).hasSize(1);
    now = now.plus(Duration.ofMinutes(2));
    sequential.learnIfDue();
    assertThat(fitted).hasSize(2);
    assertThat(fitted.getLast().result().triedSequence()).isTrue();
    sequential.learnIfDue();
    assertThat(fitted).hasSize(2);
  }

  @Test
  void tooFewUsersToFitToAreNoFailure() {
    for (int i = 0; i < 1000; i++) {
      candidates.record(like("ann", "item" + i, i));
    }
    assertThat(learns()).isTrue();
    assertThat(fitted).isEmpty();
    assertThat(learning.doing()).isEqualTo("idle");
  }

  @Test
  void aFitThatFailsIsNotTriedAtEachLook() {
    fitted.add(
        new StoredRanker(
            new FittedRanker(EvidenceRanker.STANDARD, Recency.STANDARD, Map.of()),
            10,
            now.minus(Duration.ofDays(9))));
    for (int i = 0; i < 1000; i++) { // of one user, so nothing can be fitted
      candidates.record(like("ann", "item" + i, i));
    }
    assertThat(learns()).isTrue();
    assertThat(learning.learnIfDue()).isFalse();
    assertThat(fitted).hasSize(1);
  }

  @Test
  void aHeapThatIsTooSmallEndsOnlyTheLearning() {
    PeriodicLearning.withinHeap(() -> {
      throw new OutOfMemoryError("Java heap space");
    });
    tell(500);
    assertThat(learns()).isTrue();
  }
}
