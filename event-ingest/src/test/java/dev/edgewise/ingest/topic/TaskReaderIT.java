/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.Await;
import dev.edgewise.ingest.Servers;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TaskReaderIT {
  private static final String GATE = "gate";

  @Test
  void tasksThatAClosedReaderLeftComeAgainAndOnlyThose() {
    KafkaSettings settings = Servers.settings(1);
    write(settings, IntStream.range(0, 10).mapToObj(i -> "u" + i + "=do").toList());
    Queue<String> first = new ConcurrentLinkedQueue<>();
    CountDownLatch never = new CountDownLatch(1);
    try (TaskReader reader =
        reader(
            settings,
            task -> 0,
            task -> {
              if (task.user().equals("u4")) {
                await(never);
              }
              first.add(task.user());
            })) {
      reader.start();
      Await.until(() -> "done " + reader.done(), () -> reader.done() == 4 && reader.pending() == 6);
    }
    assertThat(first).containsExactly("u0", "u1", "u2", "u3");

    Queue<String> second = new ConcurrentLinkedQueue<>();
    try (TaskReader reader = reader(settings, task -> 0, task -> second.add(task.user()))) {
      reader.start();
      Await.until(() -> "done " + reader.done(), () -> reader.done() == 6);
    }
    assertThat(second).containsExactly("u4", "u5", "u6", "u7", "u8", "u9");

    write(settings, List.of("last=do"));
    Queue<String> third = new ConcurrentLinkedQueue<>();
    try (TaskReader reader = reader(settings, task -> 0, task -> third.add(task.user()))) {
      reader.start();
      Await.until(() -> "done " + reader.done(), () -> third.contains("last"));
    }
    assertThat(third).containsExactly("last");
  }

  @Test
  void ofAUserOnlyTheNewestTaskIsDone() {
    KafkaSettings settings = Servers.settings(1);
    write(settings, List.of("gate=", "ann=1", "bob=1", "ann=2", "ann=3"));
    Queue<String> done = new ConcurrentLinkedQueue<>();
    CountDownLatch gate = new CountDownLatch(1);
    try (TaskReader reader = reader(settings, task -> isGate(task) ? 1 : 0, gated(gate, done))) {
      reader.start();
      Await.until(
          () -> "superseded " + reader.superseded(),
          () -> reader.superseded() == 2 && reader.pending() == 3);
      gate.countDown();
      Await.until(() -> "done " + reader.done(), () -> reader.done() == 3);
      assertThat(done).containsExactly("gate=", "ann=3", "bob=1");
      assertThat(reader.pending()).isZero();
      assertThat(reader.failures()).isZero();
    }
  }

  @Test
  void theMostUrgentGoesFirst() {
    KafkaSettings settings = Servers.settings(2);
    write(settings, List.of("gate=9"));
    Queue<String> done = new ConcurrentLinkedQueue<>();
    CountDownLatch gate = new CountDownLatch(1);
    try (TaskReader reader = reader(settings, TaskReaderIT::number, gated(gate, done))) {
      reader.start();
      Await.until(() -> "pending " + reader.pending(), () -> reader.pending() == 1);
      write(settings, List.of("a=1", "b=3", "none=that is no number", "c=2"));
      Await.until(() -> "pending " + reader.pending(), () -> reader.pending() == 5);
      gate.countDown();
      Await.until(() -> "done " + reader.done(), () -> reader.done() == 5);
      assertThat(done).containsExactly("gate=9", "b=3", "c=2", "a=1", "none=that is no number");
    }
  }

  @Test
  void twoReadersShareTheWorkAndNothingIsLeftOut() {
    KafkaSettings settings = Servers.settings(4);
    Set<String> done = new ConcurrentSkipListSet<>();
    Set<String> expected = new TreeSet<>();
    try (TaskReader one = reader(settings, task -> 0, task -> done.add(text(task)));
        TaskReader other = reader(settings, task -> 0, task -> done.add(text(task)))) {
      one.start();
      other.start();
      Await.until(
          () -> one.done() + " and " + other.done(),
          () -> {
            int from = expected.size();
            List<String> more =
                IntStream.range(from, from + 50).mapToObj(i -> "u" + i + "=").toList();
            expected.addAll(more);
            write(settings, more);
            return one.done() > 0 && other.done() > 0;
          });
      Await.until(() -> done.size() + " of " + expected.size(), () -> done.equals(expected));
    }
  }

  @Test
  void aWorkerThatThrowsIsCountedAndTheRestIsDone() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    write(settings, List.of("a=", "bad=", "b="));
    sendRaw(settings, null, "no user");
    sendRaw(settings, new byte[] {(byte) 0xFF}, "no user either");
    sendRaw(settings, "user".getBytes(UTF_8), null);
    write(settings, List.of("c="));
    Queue<String> done = new ConcurrentLinkedQueue<>();
    try (TaskReader reader =
        reader(
            settings,
            task -> 0,
            task -> {
              if (task.user().equals("bad")) {
                throw new IllegalStateException("a test lets the worker fail at one task");
              }
              done.add(task.user());
            })) {
      reader.start();
      Await.until(
          () -> "done " + reader.done() + " failures " + reader.failures(),
          () -> reader.done() == 3 && reader.failures() == 4);
      assertThat(done).containsExactly("a", "b", "c");
    }
    write(settings, List.of("d="));
    try (TaskReader reader = reader(settings, task -> 0, task -> done.add(task.user()))) {
      reader.start();
      Await.until(() -> "done " + reader.done(), () -> done.contains("d"));
    }
    assertThat(done).as("a failed task counts as done").containsExactly("a", "b", "c", "d");
  }

  @Test
  void moreTasksThanFitWaitInTheTopic() {
    KafkaSettings settings = Servers.settings(2);
    write(settings, List.of("gate="));
    Set<String> done = new ConcurrentSkipListSet<>();
    CountDownLatch gate = new CountDownLatch(1);
    try (TaskReader reader =
        reader(
            settings,
            task -> 0,
            task -> {
              if (isGate(task)) {
                await(gate);
              }
              assertThat(done.add(task.user())).isTrue();
            })) {
      reader.start();
      Await.until(() -> "pending " + reader.pending(), () -> reader.pending() == 1);
      write(settings, IntStream.range(0, 3_000).mapToObj(i -> "u" + i + "=").toList());
      Await.until(() -> "pending " + reader.pending(), () -> reader.pending() > 900);
      assertThat(reader.pending()).isLessThanOrEqualTo(1_000);
      gate.countDown();
      Await.until(() -> "done " + reader.done(), () -> reader.done() == 3_001);
      assertThat(reader.failures()).isZero();
    }
  }

  @Test
  void sayWhenThereIsNoKafka() {
    KafkaSettings settings = KafkaSettings.on("127.0.0.1:1");
    try (TaskReader reader = reader(settings, task -> 0, task -> {})) {
      assertThat(reader.problem()).isNull();
      reader.start();
      Await.until(() -> "no problem", () -> reader.problem() != null);
      assertThat(reader.problem()).contains("127.0.0.1:1");
    }
  }

  @Test
  void aReaderNeverStartedCanBeClosed() {
    TaskReader reader = reader(KafkaSettings.on("127.0.0.1:1"), task -> 0, task -> {});
    reader.close();
    assertThat(reader.done()).isZero();
  }

  private static TaskReader reader(
      KafkaSettings settings, ToDoubleFunction<Task> urgency, Consumer<Task> worker) {
    return new TaskReader(
        settings, settings.eventsTopic(), settings.group() + ".tasks", urgency, worker);
  }

  private static Consumer<Task> gated(CountDownLatch gate, Queue<String> done) {
    return task -> {
      if (isGate(task)) {
        await(gate);
      }
      done.add(text(task));
    };
  }

  private static boolean isGate(Task task) {
    return task.user().equals(GATE);
  }

  private static double number(Task task) {
    return Double.parseDouble(new String(task.value(), UTF_8));
  }

  private static String text(Task task) {
    return task.user() + "=" + new String(task.value(), UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Writes tasks, each as {@code user=value}, and returns when they are in the topic. */
  private static void write(KafkaSettings settings, List<String> tasks) {
    try (TopicWriter writer =
        new TopicWriter(settings, settings.eventsTopic(), 10_000, Duration.ofDays(1))) {
      for (String task : tasks) {
        int sign = task.indexOf('=');
        writer.offer(task.substring(0, sign), task.substring(sign + 1).getBytes(UTF_8));
      }
      Await.until(() -> "written " + writer.written(), () -> writer.written() == tasks.size());
    }
  }

  private static void sendRaw(KafkaSettings settings, byte[] key, String value) throws Exception {
    try (Producer<byte[], byte[]> producer = Producers.open(settings)) {
      byte[] bytes = value == null ? null : value.getBytes(UTF_8);
      var _ = producer.send(new ProducerRecord<>(settings.eventsTopic(), key, bytes)).get();
    }
  }
}
