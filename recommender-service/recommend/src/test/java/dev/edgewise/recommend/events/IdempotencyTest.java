/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.document.InMemoryDocumentStore;
import dev.edgewise.recommend.events.Idempotency.Done;
import dev.edgewise.recommend.events.Idempotency.KeyException;
import dev.edgewise.recommend.events.Idempotency.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger works = new AtomicInteger();
  private final InMemoryDocumentStore documents = new InMemoryDocumentStore(Clock.systemUTC());
  private final Idempotency idempotency = new Idempotency(new RecentAnswers(DAY, nanos::get));

  private Done work(boolean kept) {
    return new Done("answer " + works.incrementAndGet(), kept);
  }

  @Test
  void theSameRequestGetsTheSameAnswerForADay() {
    assertThat(idempotency.reply("k", "r", () -> work(true)))
        .isEqualTo(new Reply("answer 1", false));
    assertThat(idempotency.reply("k", "r", () -> work(true)))
        .isEqualTo(new Reply("answer 1", true));
    assertThat(idempotency.reply("other", "r", () -> work(true)).body()).isEqualTo("answer 2");
    nanos.addAndGet(2 * DAY.toNanos());
    assertThat(idempotency.reply("k", "r", () -> work(true)).replayed()).isFalse();
  }

  @Test
  void anotherRequestUnderTheKeyIsRefused() {
    idempotency.reply("k", "r", () -> work(true));
    assertThatThrownBy(() -> idempotency.reply("k", "s", () -> work(true)))
        .isInstanceOfSatisfying(KeyException.class, e -> assertThat(e.underWay()).isFalse());
    assertThat(works).hasValue(1);
  }

  @Test
  void oneUnderWayIsNotDoneTwice() {
    Reply reply =
        idempotency.reply(
            "k",
            "r",
            () -> {
              assertThatThrownBy(() -> idempotency.reply("k", "r", () -> work(true)))
                  .isInstanceOfSatisfying(
                      KeyException.class, e -> assertThat(e.underWay()).isTrue());
              return work(true);
            });
    assertThat(reply.body()).isEqualTo("answer 1");
  }

  @Test
  void whatFailedOrWasNotWholeMayBeTriedAgain() {
    assertThatThrownBy(() ->
            idempotency.reply(
                "k",
                "r",
                () -> {
                  throw new IllegalStateException("in vain");
                }))
        .hasMessage("in vain");
    assertThat(idempotency.reply("k", "r", () -> work(false)).replayed()).isFalse();
    assertThat(idempotency.reply("k", "r", () -> work(true)))
        .isEqualTo(new Reply("answer 2", false));
  }

  @Test
  void instancesShareAnswersThroughTheStore() {
    Idempotency one = new Idempotency(shared());
    Idempotency two = new Idempotency(shared());
    one.reply("k", "r", () -> work(true));
    assertThat(two.reply("k", "r", () -> work(true))).isEqualTo(new Reply("answer 1", true));
    assertThatThrownBy(() -> two.reply("k", "s", () -> work(true)))
        .isInstanceOf(KeyException.class);
  }

  private SharedAnswers shared() {
    return new SharedAnswers(new RecentAnswers(DAY, nanos::get), documents, DAY);
  }

  @Test
  void withoutTheStoreOwnAnswersAreKnown() {
    SharedAnswers alone =
        new SharedAnswers(new RecentAnswers(DAY, nanos::get), new NoDocuments(), DAY);
    Idempotency cut = new Idempotency(alone);
    cut.reply("k", "r", () -> work(true));
    assertThat(cut.reply("k", "r", () -> work(true)).replayed()).isTrue();
  }
}
