/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that hang, fail, find no thread or are interrupted. */
@Timeout(60)
class BoundedCallTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CompletableFuture<String> worker = new CompletableFuture<>();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private String hang() {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
      worker.complete("went on");
    } catch (InterruptedException e) {
      worker.complete("interrupted");
    }
    return "";
  }

  @Test
  void lateWorkIsInterrupted() throws Exception {
    BoundedCall calls = new BoundedCall(threads, Duration.ofMillis(10));
    assertThatThrownBy(() -> calls.call("ranking", this::hang, Deadline.in(Duration.ofMillis(10))))
        .isInstanceOf(RankerException.class)
        .hasMessageContaining("ranking was late");
    if (begun.getCount() == 0) { // else it was given up before it began
      assertThat(worker.get()).isEqualTo("interrupted");
    }
  }

  @Test
  void whenTheCallerIsInterruptedTheWorkerIsInterrupted() throws Exception {
    BoundedCall calls = new BoundedCall(threads, Duration.ZERO);
    CompletableFuture<String> waiting = new CompletableFuture<>();
    Thread client =
        new Thread(() -> {
          try {
            calls.call("ranking", this::hang, Deadline.in(Duration.ofHours(1)));
          } catch (WorkCancelledException e) {
            waiting.complete(e.getMessage() + Thread.currentThread().isInterrupted());
          }
        });
    client.start();
    begun.await();
    client.interrupt();
    assertThat(waiting.get()).isEqualTo("the work was interruptedtrue");
    assertThat(worker.get()).isEqualTo("interrupted");
  }

  @Test
  void withoutAThreadTheCallFailsAsBusyAtOnce() {
    ExecutorService one =
        new ThreadPoolExecutor(0, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
    BoundedCall calls = new BoundedCall(one, Duration.ZERO);
    one.execute(this::hang);
    assertThatThrownBy(() -> calls.call("ranking", () -> "", Deadline.in(Duration.ofHours(1))))
        .isInstanceOf(RankerBusyException.class);
    one.shutdownNow();
  }

  @Test
  void aFailureIsReportedWithItsCause() {
    BoundedCall calls = new BoundedCall(threads, Duration.ZERO);
    assertThatThrownBy(() ->
            calls.call(
                "ranking",
                () -> {
                  throw new IllegalStateException("out of order");
                },
                Deadline.in(Duration.ofHours(1))))
        .isInstanceOf(RankerException.class)
        .hasMessageContaining("out of order");
    assertThat(calls.call("ranking", () -> "done", Deadline.in(Duration.ofHours(1))))
        .isEqualTo("done");
  }
}
