/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tests how much memory one request takes in the first stage, which decides how often the garbage
 * collector runs under load. Compiled code may take less, never more. The limits are the figures of
 * today with a tenth to spare.
 */
class AllocationTest {
  private static final int ITEMS = 2000;
  private static final int CANDIDATES = 200;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Catalogue catalogue =
      Samples.catalogue(
          IntStream.range(0, ITEMS)
              .mapToObj(i -> Samples.item("i" + i, "Title " + i, "Genre " + i % 20))
              .toArray(Item[]::new));
  private final Candidates candidates = new Candidates(catalogue, SignalWeights.standard()::of);
  private final Profile reader =
      Samples.profile(
          catalogue,
          IntStream.range(0, 30)
              .mapToObj(i -> Samples.like("reader", "i" + 7 * i, i))
              .toArray(Event[]::new));

  private void crowd() {
    for (int user = 0; user < 300; user++) {
      for (int i = 0; i < 8; i++) {
        candidates.record(Samples.like("fan" + user, "i" + (user * 31 + i * i * 7) % ITEMS, i));
      }
    }
    candidates.rebuild();
  }

  @Test
  void gatheringCandidatesTakesNoMoreMemory() {
    crowd();
    assertThat(candidates.gather(reader, CANDIDATES)).hasSize(CANDIDATES);
    assertThat(least(() -> candidates.gather(reader, CANDIDATES))).isBetween(100_000L, 490_000L);
  }

  /** The bytes that a call takes, without what the first calls prepare. */
  private static long least(Supplier<List<Candidate>> call) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      List<Candidate> kept = call.get();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      assertThat(kept).isNotEmpty();
    }
    return least;
  }
}
