/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.TestEvents;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.store.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PartitionStateTest {
  private static final Duration REWIND = Duration.ofMinutes(1);
  private static final Instant TIME = TestEvents.TIME;

  private final PartitionState state = new PartitionState("t", 3);

  private static Checkpoint stored() {
    return Checkpoint.none("t", 3)
        .reached(new Checkpoint.Mark(TIME, 100, 4), REWIND)
        .reached(new Checkpoint.Mark(TIME.plusSeconds(100), 200, 5), REWIND);
  }

  private static OffsetAndMetadata at(long offset, int epoch) {
    return new OffsetAndMetadata(offset, epoch < 0 ? Optional.empty() : Optional.of(epoch), "");
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, int epoch) {
    return new ConsumerRecord<>(
        "topic",
        3,
        offset,
        0,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        new byte[0],
        new byte[0],
        new RecordHeaders(),
        Optional.of(epoch));
  }

  @Test
  void itBeginsAMarginBeforeTheCheckpointAndTellsWhatIsRepeated() {
    state.resume(stored());
    assertThat(state.place(REWIND, 0, 250)).isEqualTo(at(100, 4));
    assertThat(state.progress()).isEqualTo(new PartitionProgress(3, 100, 250, 0));
    assertThat(state.repeated(record(199, 5))).isTrue();
    assertThat(state.repeated(record(200, 5))).isFalse();
  }

  @Test
  void itBeginsWhereTheLogDoesWhenThatIsLater() {
    state.resume(stored());
    assertThat(state.place(REWIND, 150, 250)).isEqualTo(at(150, -1));
  }

  @Test
  void aCheckpointNeverGoesBackWhileItIsReadAgain() {
    state.resume(stored());
    state.place(REWIND, 0, 250);
    state.settled(at(150, 4));
    assertThat(state.due(0)).isFalse();
    assertThat(state.commit("t").offset()).isEqualTo(200);
    state.settled(at(210, 5));
    assertThat(state.due(0)).isTrue();
    assertThat(state.due(Long.MAX_VALUE)).isFalse();
    Checkpoint next = state.reach(TIME.plusSeconds(101), REWIND);
    assertThat(next.next()).isEqualTo(210);
    state.saving(CompletableFuture.completedFuture(null));
    assertThat(state.due(0)).isFalse();
  }

  @Test
  void whatCouldNotBeSavedIsSavedLater() {
    state.place(REWIND, 0, 10);
    state.settled(at(10, 0));
    state.reach(TIME, REWIND);
    CompletableFuture<Void> saving = new CompletableFuture<>();
    state.saving(saving);
    assertThat(state.due(0)).isFalse();
    saving.completeExceptionally(new IllegalStateException("away"));
    assertThat(state.due(0)).isTrue();
  }

  @Test
  void whatTheStoreWasGivenIsKnownThoughItWasNeverSettled() {
    state.resume(stored());
    state.place(REWIND, 0, 250);
    state.launched(at(250, 6));
    state.unplace();
    state.resume(stored());
    assertThat(state.limit()).isEqualTo(250);
  }

  @Test
  void aRecordOfALaterEpochBeforeWhatWasAppliedShowsThatTheLogWasCut() {
    state.resume(stored());
    state.place(REWIND, 0, 250);
    assertThat(state.diverged(record(150, 5))).isFalse();
    assertThat(state.diverged(record(150, 6))).isTrue();
    assertThat(state.diverged(record(200, 6))).isFalse();
  }

  @Test
  void afterACutOffsetsFromThereOnHaveOtherNamesAndCountAsNew() {
    state.resume(stored());
    Checkpoint cut = state.truncated(150);
    assertThat(cut.next()).isEqualTo(100);
    state.handledBefore(120);
    state.place(REWIND, 0, 250);
    assertThat(state.position(149)).isEqualTo(new EventPosition("t", 3, 149));
    assertThat(state.position(150)).isEqualTo(new EventPosition("t~1", 3, 150));
    assertThat(state.repeated(record(150, 6))).isFalse();
    assertThat(state.limit()).isEqualTo(150);
  }

  @Test
  void whatTheGroupSaysBeyondTheEndOfTheLogIsNotBelieved() {
    state.handledBefore(1000);
    state.place(REWIND, 0, 10);
    assertThat(state.repeated(record(10, 0))).isFalse();
  }
}
