/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.rank.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that requests at the same time share work. */
@Timeout(60)
class InFlightTest {
  private final InFlight<String, String> work = new InFlight<>(result -> !result.isEmpty());
  private final AtomicInteger done = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Gate gate = new Gate();

  private CompletableFuture<String> get(String key, Duration time, String result) {
    return CompletableFuture.supplyAsync(
        () ->
            work.get(
                key,
                Deadline.in(time),
                () -> {
                  done.incrementAndGet();
                  begun.countDown();
                  gate.pass();
                  return result;
                }),
        Executors.newVirtualThreadPerTaskExecutor());
  }

  @Test
  void equalRequestsWorkOnceAndOthersForThemselves() throws Exception {
    CompletableFuture<String> first = get("a", Duration.ofSeconds(50), "made");
    begun.await();
    List<CompletableFuture<String>> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      others.add(get("a", Duration.ofSeconds(50), "made again"));
    }
    CompletableFuture<String> another = get("b", Duration.ofSeconds(50), "another");
    while (done.get() < 2) {
      Thread.onSpinWait();
    }
    gate.open();
    assertThat(first.join()).isEqualTo("made");
    assertThat(another.join()).isEqualTo("another");
    others.forEach(other -> assertThat(other.join()).isIn("made", "made again"));
    // a request that comes after the end works again
    assertThat(get("a", Duration.ofSeconds(50), "new").join()).isEqualTo("new");
  }

  @Test
  void aResultThatIsNotWholeServesOnlyItsOwnRequest() throws Exception {
    CompletableFuture<String> cancelled = get("a", Duration.ofSeconds(50), "");
    begun.await();
    CompletableFuture<String> other = get("a", Duration.ofSeconds(50), "whole");
    gate.open();
    assertThat(cancelled.join()).isEmpty();
    assertThat(other.join()).isEqualTo("whole");
  }

  @Test
  void aRequestThatCannotWaitLongerWorksItself() throws Exception {
    CompletableFuture<String> slow = get("a", Duration.ofSeconds(50), "slow");
    begun.await();
    assertThat(work.get("a", Deadline.in(Duration.ofMillis(1)), () -> "simple"))
        .isEqualTo("simple");
    gate.open();
    assertThat(slow.join()).isEqualTo("slow");
  }

  @Test
  void aFailureIsNotShared() {
    assertThatThrownBy(() ->
            work.get(
                "a",
                Deadline.in(Duration.ofSeconds(1)),
                () -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");
    assertThat(work.get("a", Deadline.in(Duration.ofSeconds(1)), () -> "well")).isEqualTo("well");
  }
}
