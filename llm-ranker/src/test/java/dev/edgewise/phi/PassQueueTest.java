/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.phi.token.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order and company in which work goes through a model. */
@Timeout(60)
class PassQueueTest {
  private final List<String> passes = new CopyOnWriteArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final PassQueue queue = new PassQueue(1, () -> {}, 4);

  @AfterEach
  void close() {
    gate.countDown();
    queue.close();
  }

  @Test
  void whatWaitedSharesAPassAndInteractiveGoesFirst() throws Exception {
    CompletableFuture<String> blocking = hold();
    List<CompletableFuture<String>> answers = new ArrayList<>();
    answers.add(submit(Priority.BACKGROUND, "b1"));
    answers.add(submit(Priority.BACKGROUND, "b2"));
    answers.add(submit(Priority.INTERACTIVE, "i1"));
    answers.add(submit(Priority.INTERACTIVE, "i2"));
    answers.add(submit(Priority.INTERACTIVE, "i3"));
    gate.countDown();
    blocking.join();
    answers.forEach(CompletableFuture::join);
    assertThat(passes).containsExactly("i1+i2", "i3", "b1+b2");
  }

  @Test
  void aFullQueueTurnsAwayAtOnceAndOnlyItsOwnPriority() throws Exception {
    CompletableFuture<String> unused = hold();
    for (int i = 0; i < 4; i++) {
      unused = submit(Priority.BACKGROUND, "b" + i);
    }
    assertThatThrownBy(() -> queue.await(Priority.BACKGROUND, new Labelled("late"), unwanted -> {}))
        .isInstanceOf(ModelBusyException.class)
        .hasMessageContaining("4 calls");
    CompletableFuture<String> welcome = submit(Priority.INTERACTIVE, "i");
    gate.countDown();
    assertThat(welcome.join()).isEqualTo("i");
  }

  @Test
  void whoIsInterruptedLeavesTheQueueAndItsResultIsDiscarded() throws Exception {
    CompletableFuture<String> unused = hold();
    List<String> discarded = new CopyOnWriteArrayList<>();
    Thread gone =
        new Thread(() -> {
          try {
            queue.run(Priority.INTERACTIVE, () -> "unread", discarded::add);
          } catch (ModelException e) {
            passes.add(String.valueOf(e.getMessage()));
          }
        });
    gone.start();
    while (gone.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    gone.interrupt();
    gone.join();
    gate.countDown();
    assertThat(submit(Priority.INTERACTIVE, "next").join()).isEqualTo("next");
    assertThat(passes).containsExactly("Interrupted while the model computed", "next");
    assertThat(discarded).isEmpty();
  }

  @Test
  void whatIsComputedWhenItsCallerLeavesIsDiscarded() throws Exception {
    List<String> discarded = new CopyOnWriteArrayList<>();
    Thread gone =
        new Thread(() -> {
          try {
            queue.run(
                Priority.INTERACTIVE,
                () -> {
                  entered.countDown();
                  gate.await();
                  return "unread";
                },
                discarded::add);
          } catch (ModelException e) {
            passes.add("left");
          }
        });
    gone.start();
    entered.await();
    gone.interrupt();
    gone.join();
    gate.countDown();
    queue.close();
    assertThat(discarded).containsExactly("unread");
  }

  @Test
  void aFailureIsItsOwnersAlone() {
    assertThatThrownBy(() ->
            queue.run(
                Priority.INTERACTIVE,
                () -> {
                  throw new IllegalStateException("no luck");
                }))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no luck");
    assertThat(queue.run(Priority.INTERACTIVE, () -> 1)).isEqualTo(1);
  }

  @Test
  void aClosedOneSaysSo() {
    queue.close();
    assertThatThrownBy(() -> queue.run(Priority.INTERACTIVE, () -> 1))
        .hasMessage("This model is closed");
  }

  /** Occupies the one thread until the gate opens. */
  private CompletableFuture<String> hold() throws InterruptedException {
    CompletableFuture<String> held =
        CompletableFuture.supplyAsync(
            () ->
                queue.run(
                    Priority.INTERACTIVE,
                    () -> {
                      entered.countDown();
                      gate.await();
                      return "held";
                    }),
            Executors.newCachedThreadPool());
    entered.await();
    return held;
  }

  /** Puts work in and returns once it waits. */
  private CompletableFuture<String> submit(Priority priority, String name) {
    Labelled work = new Labelled(name);
    Thread caller = new Thread(() -> queue.await(priority, work, unwanted -> {}));
    caller.setDaemon(true);
    caller.start();
    while (caller.getState() != Thread.State.WAITING && caller.isAlive()) {
      Thread.onSpinWait();
    }
    return work.result();
  }

  /** Work of which two share a pass. */
  private final class Labelled extends ModelWork<String> {
    private final String name;
    private boolean begun;

    Labelled(String name) {
      this.name = name;
    }

    @Override
    ModelWork.Pass newPass() {
      List<Labelled> members = new ArrayList<>();
      return new ModelWork.Pass() {
        @Override
        public boolean join(ModelWork<?> work) {
          if (members.size() == 2 || !(work instanceof Labelled labelled)) {
            return false;
          }
          labelled.begun = true;
          return members.add(labelled);
        }

        @Override
        public void compute() {
          List<String> names = new ArrayList<>();
          members.forEach(member -> names.add(member.name));
          passes.add(String.join("+", names));
          members.forEach(member -> member.result().complete(member.name));
        }
      };
    }

    @Override
    boolean begun() {
      return begun;
    }
  }
}
