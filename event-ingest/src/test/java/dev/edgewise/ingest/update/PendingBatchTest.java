/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.TestEvents;
import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.update.BatchReport.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PendingBatchTest {
  private static final long TIME = TestEvents.TIME.toEpochMilli();
  private static final RecordDecoder DECODER = RecordDecoder.of("t");

  private final PendingBatch batch = new PendingBatch();

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, String value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", ("trace" + offset % 2).getBytes(UTF_8));
    return new ConsumerRecord<>(
        "topic",
        partition,
        offset,
        TIME,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        new byte[0],
        value.getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  private void read(int partition, long offset, String user, boolean repeated) {
    batch.add(
        record(partition, offset, TestEvents.json("e" + offset, user, "a")), DECODER, repeated);
    batch.reached(new TopicPartition("topic", partition), new OffsetAndMetadata(offset + 1));
  }

  @Test
  void itReportsWhatBecameOfEachRecord() {
    read(0, 0, "ann", true);
    read(0, 1, "ann", false);
    read(0, 2, "bob", false);
    batch.add(record(0, 3, "poison"), DECODER, false);
    batch.add(record(0, 4, "poison of before"), DECODER, true);
    assertThat(batch.events()).containsOnlyKeys("ann", "bob");
    assertThat(batch.events().get("ann"))
        .extracting(e -> e.event().id())
        .containsExactly("e0", "e1");

    assertThat(batch.done(List.of("ann"), TIME + 7)).isEqualTo(2);
    batch.refuse("bob", new IllegalArgumentException("no"));
    batch.tally().atStore(1_000_000);
    assertThat(batch.letters()).extracting(l -> l.record().offset()).containsExactly(3L, 2L);
    assertThat(batch.sent()).isEqualTo(2);
    assertThat(batch.tally().report())
        .isEqualTo(
            new BatchReport(
                Map.of(
                    Outcome.APPLIED,
                    Map.of("like", 1L),
                    Outcome.REPEATED,
                    Map.of("like", 1L, "", 1L),
                    Outcome.DEAD_LETTER,
                    Map.of("like", 1L, "", 1L)),
                3,
                2,
                Duration.ofMillis(1),
                Map.of(7L, 1L),
                List.of("trace0", "trace1")));
  }

  @Test
  void whatIsReadElsewhereIsForgotten() {
    read(0, 0, "ann", false);
    read(1, 0, "ann", false);
    read(1, 1, "bob", false);
    batch.add(record(1, 2, "poison"), DECODER, false);
    batch.drop(List.of(new TopicPartition("topic", 1)));
    assertThat(batch.events()).containsOnlyKeys("ann");
    assertThat(batch.events().get("ann")).hasSize(1);
    assertThat(batch.letters()).isEmpty();
    assertThat(batch.ends()).containsOnlyKeys(new TopicPartition("topic", 0));
    batch.drop(List.of(new TopicPartition("topic", 0)));
    assertThat(batch.isEmpty()).isTrue();
  }
}
