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

/** Tests the order of work in the queue, and which works share a pass. */
@Timeout(60)
class PassQueueTest {
  private static final long MINUTE = 60_000_000_000L;

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
  void waitingWorkSharesAPassAndInteractiveGoesFirst() throws Exception {
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
  void workThatIsDueFirstGoesFirst() throws Exception {
    CompletableFuture<String> blocking = hold();
    List<CompletableFuture<String>> answers = new ArrayList<>();
    answers.add(submit(Priority.BACKGROUND.dueIn(1), "background"));
    answers.add(submit(Priority.INTERACTIVE, "patient"));
    answers.add(submit(Priority.INTERACTIVE.dueIn(MINUTE), "later"));
    answers.add(submit(Priority.INTERACTIVE.dueIn(MINUTE / 2), "soon"));
    gate.countDown();
    blocking.join();
    answers.forEach(CompletableFuture::join);
    assertThat(passes).containsExactly("soon+later", "patient", "background");
  }

  @Test
  void aFullQueueRejectsOnlyItsOwnPriority() throws Exception {
    CompletableFuture<String> unused = hold();
    for (int i = 0; i < 4; i++) {
      unused = submit(Priority.BACKGROUND, "b" + i);
    }
    assertThatThrownBy(() -> queue.await(new Labelled(Priority.BACKGROUND, "late"), unwanted -> {}))
        .isInstanceOf(ModelBusyException.class)
        .hasMessageContaining("4 calls");
    CompletableFuture<String> accepted = submit(Priority.INTERACTIVE, "i");
    gate.countDown();
    assertThat(accepted.join()).isEqualTo("i");
  }

  @Test
  void anInterruptedCallerLeavesTheQueue() throws Exception {
    CompletableFuture<String> unused = hold();
    List<String> discarded = new CopyOnWriteArrayList<>();
    Thread caller =
        new Thread(() -> {
          try {
            queue.run(Priority.INTERACTIVE, () -> "unread", discarded::add);
          } catch (ModelException e) {
            passes.add(String.valueOf(e.getMessage()));
          }
        });
    caller.start();
    while (caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join();
    gate.countDown();
    assertThat(submit(Priority.INTERACTIVE, "next").join()).isEqualTo("next");
    assertThat(passes).containsExactly("Interrupted while the model computed", "next");
    assertThat(discarded).isEmpty();
  }

  @Test
  void theResultOfAnInterruptedCallerIsDiscarded() throws Exception {
    List<String> discarded = new CopyOnWriteArrayList<>();
    Thread caller =
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
    caller.start();
    entered.await();
    caller.interrupt();
    caller.join();
    gate.countDown();
    queue.close();
    assertThat(discarded).containsExactly("unread");
  }

  @Test
  void aFailureAffectsOnlyItsOwnCall() {
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
  void aClosedQueueRejectsWork() {
    queue.close();
    assertThatThrownBy(() -> queue.run(Priority.INTERACTIVE, () -> 1))
        .hasMessage("This model is closed");
  }

  /** Blocks the only thread until the gate opens. */
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

  /** Submits work and returns once it waits in the queue. */
  private CompletableFuture<String> submit(Priority priority, String name) {
    Labelled work = new Labelled(priority, name);
    Thread caller = new Thread(() -> queue.await(work, unwanted -> {}));
    caller.setDaemon(true);
    caller.start();
    while (caller.getState() != Thread.State.WAITING && caller.isAlive()) {
      Thread.onSpinWait();
    }
    return work.result();
  }

  /** Work with a name; a pass takes up to two works. */
  private final class Labelled extends ModelWork<String> {
    private final String name;
    private boolean begun;

    Labelled(Priority priority, String name) {
      super(priority);
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
        public int rows() {
          return 0;
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
