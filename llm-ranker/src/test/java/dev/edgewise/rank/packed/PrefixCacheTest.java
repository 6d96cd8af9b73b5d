/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.phi.Priority;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.prompt.RankingPrompt;
import dev.edgewise.rank.prompt.Verbalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
  private static final List<int[]> BRANCH = List.of(new int[] {7});
  private static final Verbalizer VERBALIZER =
      new RankingPrompt(Tokenizer.phi3(), 256, 48).verbalizer("en");

  private final FakeScorer model = new FakeScorer();
  private final PrefixCache cache = new PrefixCache(model, 2);

  @Test
  void aPrefixIsReadOnce() {
    try (PrefixCache.Lease first = cache.acquire(new int[] {1}, Priority.INTERACTIVE);
        PrefixCache.Lease second = cache.acquire(new int[] {1}, Priority.INTERACTIVE)) {
      assertThat(first.fresh()).isTrue();
      assertThat(second.fresh()).isFalse();
      assertThat(model.prefills).hasValue(1);
    }
  }

  @Test
  void theLeastRecentlyUsedPrefixIsEvicted() {
    cache.acquire(new int[] {1}, Priority.INTERACTIVE).close();
    cache.acquire(new int[] {2}, Priority.INTERACTIVE).close();
    cache.acquire(new int[] {1}, Priority.INTERACTIVE).close();
    cache.acquire(new int[] {3}, Priority.INTERACTIVE).close();
    assertThat(cache.holds(new int[] {1})).isTrue();
    assertThat(cache.holds(new int[] {2})).isFalse();
    assertThat(model.open).hasValue(2);
  }

  @Test
  void anEvictedPrefixInUseIsFreedAfterItsUse() {
    try (PrefixCache.Lease used = cache.acquire(new int[] {1}, Priority.INTERACTIVE)) {
      cache.acquire(new int[] {2}, Priority.INTERACTIVE).close();
      cache.acquire(new int[] {3}, Priority.INTERACTIVE).close();
      cache.acquire(new int[] {4}, Priority.INTERACTIVE).close();
      assertThat(cache.holds(new int[] {1})).isFalse();
      assertThat(used.prompted().score(BRANCH, VERBALIZER, Priority.INTERACTIVE)).hasSize(1);
    }
    assertThat(model.open).hasValue(2);
  }

  @Test
  void aFailedReadLeavesNothing() {
    PrefixCache broken =
        new PrefixCache(
            new BranchScorer() {
              @Override
              public Prompted prefill(int[] prefix, Priority priority) {
                throw new IllegalStateException("no memory");
              }

              @Override
              public long nanosFor(int tokens) {
                return 0;
              }

              @Override
              public void close() {}
            },
            2);
    assertThatThrownBy(() -> broken.acquire(new int[] {1}, Priority.INTERACTIVE))
        .hasMessage("no memory");
    assertThat(broken.holds(new int[] {1})).isFalse();
    broken.close();
  }

  @Test
  void closingFreesAll() {
    cache.acquire(new int[] {1}, Priority.INTERACTIVE).close();
    cache.acquire(new int[] {2}, Priority.INTERACTIVE).close();
    cache.close();
    assertThat(model.open).hasValue(0);
  }

  @Test
  void manyThreadsNeverMeetAClosedPrefixAndLeakNone() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> workers = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(t);
      workers.add(
          threads.submit(() -> {
            for (int i = 0; i < 2000; i++) {
              try (PrefixCache.Lease lease =
                  cache.acquire(new int[] {random.nextInt(6)}, Priority.INTERACTIVE)) {
                lease.prompted().score(BRANCH, VERBALIZER, Priority.INTERACTIVE);
              }
            }
          }));
    }
    for (Future<?> worker : workers) {
      worker.get();
    }
    threads.shutdown();
    assertThat(model.open.get()).isLessThanOrEqualTo(2);
    cache.close();
    assertThat(model.open).hasValue(0);
  }
}
