/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerBusyException;
import dev.edgewise.rank.RankerLateException;
import dev.edgewise.rank.WorkCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the threads for the processor work of requests. */
@Timeout(60)
class ProcessorPoolTest {
  private static final Duration AMPLE = Duration.ofSeconds(50);

  private final ProcessorPool pool = new ProcessorPool(2);

  private Processor within(Duration time) {
    return pool.by(Deadline.in(time));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void workRunsOnPlatformThreadsAndNoMoreThanThereAre() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Boolean>> virtual = new ArrayList<>();
    var requests = Executors.newVirtualThreadPerTaskExecutor();
    for (int i = 0; i < 50; i++) {
      virtual.add(
          CompletableFuture.supplyAsync(
              () ->
                  within(AMPLE)
                      .run(() -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        sleep(1);
                        running.decrementAndGet();
                        return Thread.currentThread().isVirtual();
                      }),
              requests));
    }
    assertThat(virtual).noneMatch(CompletableFuture::join);
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void workWithoutTimeIsRefusedAtOnce() {
    assertThatThrownBy(() -> within(Duration.ZERO).run(() -> "late"))
        .isInstanceOf(RankerBusyException.class);
    assertThat(pool.refused()).isEqualTo(1);
  }

  @Test
  void workThatWouldBeLateBehindTheOthersIsRefusedAtOnce() throws Exception {
    Gate gate = new Gate();
    within(AMPLE).run(() -> sleep(20)); // the measured time
    occupy(gate, 12);
    assertThatThrownBy(() -> within(Duration.ofMillis(30)).run(() -> "late"))
        .isInstanceOf(RankerBusyException.class)
        .hasMessageContaining("no time");
    assertThat(pool.refused()).isEqualTo(1);
    gate.open();
    assertThat(within(AMPLE).run(() -> "in time")).isEqualTo("in time");
  }

  @Test
  void workThatIsLateIsInterrupted() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    assertThatThrownBy(() ->
            within(Duration.ofMillis(50))
                .run(() -> {
                  try {
                    while (true) {
                      WorkCancelledException.check();
                    }
                  } finally {
                    ended.countDown();
                  }
                }))
        .isInstanceOf(RankerLateException.class);
    ended.await();
  }

  @Test
  void theLastPartOfBegunWorkMayBeALittleLate() {
    assertThat(within(Duration.ofMillis(-1)).finish(() -> "done")).isEqualTo("done");
  }

  @Test
  void theLastPartOfBegunWorkGoesFirst() throws Exception {
    Gate gate = new Gate();
    Gate other = new Gate(); // only one thread becomes free, so the pool decides the order
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch begun = new CountDownLatch(2);
    hold(gate, begun);
    hold(other, begun);
    begun.await();
    Thread first = Thread.ofVirtual().start(() -> within(AMPLE).run(() -> order.add("first")));
    while (pool.waiting() < 1) {
      Thread.onSpinWait();
    }
    Thread last = Thread.ofVirtual().start(() -> within(AMPLE).finish(() -> order.add("last")));
    while (pool.waiting() < 2) {
      Thread.onSpinWait();
    }
    gate.open();
    first.join();
    last.join();
    other.open();
    assertThat(order).containsExactly("last", "first");
  }

  /** Gives both threads work until the gate opens, and lets the rest of the work wait. */
  private void occupy(Gate gate, int works) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    for (int i = 0; i < works; i++) {
      hold(gate, begun);
    }
    begun.await();
    while (pool.waiting() < works - 2) {
      Thread.onSpinWait();
    }
  }

  /** Gives a thread work until the gate opens. */
  private void hold(Gate gate, CountDownLatch begun) {
    Thread.ofVirtual()
        .start(() ->
            within(AMPLE)
                .run(() -> {
                  begun.countDown();
                  gate.pass();
                  return true;
                }));
  }

  private static boolean sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return true;
  }
}
