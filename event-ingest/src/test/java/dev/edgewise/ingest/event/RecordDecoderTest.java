/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.ingest.TestEvents;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
  private static final Instant WRITTEN = Instant.parse("2026-02-01T00:00:00Z");
  private final RecordDecoder decoder = RecordDecoder.of("topic");

  private static ConsumerRecord<byte[], byte[]> record(Headers headers, byte[] value) {
    return new ConsumerRecord<>(
        "events",
        3,
        7,
        WRITTEN.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        0,
        value == null ? 0 : value.length,
        new byte[] {1},
        value,
        headers,
        Optional.empty());
  }

  @Test
  void aRatingOutsideItsScaleIsABadEvent() {
    RecordDecoder checking =
        new RecordDecoder(
            (partition, offset) -> new EventPosition("topic", partition, offset),
            SignalWeights.standard()::objection);
    Event like = TestEvents.of("1", "ann", "42");
    Event rating = new Event("1", "s", "ann", "42", "rate", like.time(), 7.0, List.of(), Map.of());
    assertThatThrownBy(
            () -> checking.decode(record(new RecordHeaders(), EventCodec.encode(rating))))
        .isInstanceOf(BadEventException.class)
        .hasMessageContaining("value: 7 lies outside the scale of ratings of source 's', 1 to 5");
  }

  @Test
  void ownJsonAndCloudEventsStandSideBySide() throws Exception {
    Event own = TestEvents.of("1", "ann", "42");
    PositionedEvent first = decoder.decode(record(new RecordHeaders(), EventCodec.encode(own)));
    assertThat(first).isEqualTo(new PositionedEvent(own, new EventPosition("topic", 3, 7)));

    CloudEventFile file = CloudEventFile.read("kafka-binary.txt");
    Headers headers = file.kafka();
    headers.remove("ce_time");
    Event second = decoder.decode(record(headers, file.bytes())).event();
    assertThat(second.user()).isEqualTo("ann");
    assertThat(second.time()).isEqualTo(WRITTEN);
  }

  @Test
  void requestsOfAPersonComeThroughOwnJsonOnly() throws Exception {
    Event erase = new ProfileRequest.Erase().event("ann", "1", WRITTEN);
    Event read = decoder.decode(record(new RecordHeaders(), EventCodec.encode(erase))).event();
    assertThat(read).isEqualTo(erase);
    assertThat(ProfileRequest.of(read)).contains(new ProfileRequest.Erase());

    CloudEventFile file = CloudEventFile.read("kafka-binary.txt");
    Headers headers = file.kafka();
    headers.add("ce_type", "edgewise.erase".getBytes(UTF_8));
    assertThatThrownBy(() -> decoder.decode(record(headers, file.bytes())))
        .hasMessageContaining("reserved");
  }

  @Test
  void theFarFutureIsRefusedInEitherForm() throws Exception {
    Event late =
        TestEvents.of("1", "ann", "42").at(WRITTEN.plus(RecordDecoder.MAX_AHEAD).plusMillis(1));
    assertThatThrownBy(() -> decoder.decode(record(new RecordHeaders(), EventCodec.encode(late))))
        .hasMessageContaining("lies in the future");
    CloudEventFile file = CloudEventFile.read("kafka-binary.txt");
    Headers headers = file.kafka();
    headers.add("ce_time", WRITTEN.plus(Duration.ofDays(2)).toString().getBytes(UTF_8));
    assertThatThrownBy(() -> decoder.decode(record(headers, file.bytes())))
        .hasMessageContaining("lies in the future");
  }

  @Test
  void anEmptyRecordIsNoEvent() {
    assertThatThrownBy(() -> decoder.decode(record(new RecordHeaders(), null)))
        .hasMessageContaining("not an empty record");
  }

  /** Any record gives either an event or a {@link BadEventException}. */
  @Test
  void survivesWhateverARecordHolds() {
    Random random = new Random(3);
    Map<String, Integer> outcomes = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      outcomes.merge(outcome(random), 1, Integer::sum);
    }
    assertThat(outcomes).containsOnlyKeys("good", "bad");
  }

  private String outcome(Random random) {
    Headers headers = new RecordHeaders();
    for (String name :
        new String[] {"ce_id", "ce_type", "ce_specversion", "ce_source", "content-type"}) {
      if (random.nextInt(3) == 0) {
        byte[] value = "application/cloudevents+json 1.0".getBytes(UTF_8);
        headers.add(name, random.nextInt(9) == 0 ? null : Damage.to(value, random));
      }
    }
    byte[] event = EventCodec.encode(TestEvents.random(random));
    try {
      var _ =
          decoder.decode(record(headers, random.nextBoolean() ? event : Damage.to(event, random)));
      return "good";
    } catch (BadEventException e) {
      assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(500);
      return "bad";
    }
  }
}
