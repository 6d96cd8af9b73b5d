/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KafkaAvailabilityTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger probes = new AtomicInteger();
  private volatile boolean away = true;
  private final KafkaAvailability kafka = new KafkaAvailability(this::probe, nanos::get);

  private void probe() {
    probes.incrementAndGet();
    if (away) {
      throw failure("still away");
    }
  }

  private static IngestException failure(String why) {
    return new IngestException(why, new IllegalStateException(why));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void whileNothingIsWrongNothingIsAsked() {
    kafka.check();
    assertThat(probes).hasValue(0);
  }

  @Test
  void withinAMomentOfAFailureNobodyAsksAgain() {
    kafka.failed(failure("gone"));
    assertThatThrownBy(kafka::check).isInstanceOf(IngestException.class).hasMessage("gone");
    pass(Duration.ofMillis(999));
    assertThatThrownBy(kafka::check).hasMessage("gone");
    assertThat(probes).hasValue(0);
  }

  @Test
  void afterThatOneAsks() {
    kafka.failed(failure("gone"));
    pass(Duration.ofSeconds(1));
    assertThatThrownBy(kafka::check).hasMessage("still away");
    assertThatThrownBy(kafka::check).hasMessage("still away");
    assertThat(probes).hasValue(1);
    pass(Duration.ofSeconds(1));
    away = false;
    assertThatCode(kafka::check).doesNotThrowAnyException();
    assertThatCode(kafka::check).doesNotThrowAnyException();
    assertThat(probes).hasValue(2);
  }

  @Test
  void anAnswerEndsIt() {
    kafka.failed(failure("gone"));
    kafka.answered();
    assertThatCode(kafka::check).doesNotThrowAnyException();
    assertThat(probes).hasValue(0);
  }

  @Test
  void oneAsksForAll() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger slowProbes = new AtomicInteger();
    KafkaAvailability slow =
        new KafkaAvailability(
            () -> {
              slowProbes.incrementAndGet();
              asked.countDown();
              try {
                answer.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            nanos::get);
    slow.failed(failure("gone"));
    pass(Duration.ofSeconds(2));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      all.add(CompletableFuture.runAsync(slow::check, threads));
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 20; i++) {
        all.add(CompletableFuture.runAsync(slow::check, threads));
      }
      answer.countDown();
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    }
    assertThat(slowProbes).hasValue(1);
  }
}
