/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.Samples;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventGateTest {
  private static final int ROOM = 4;

  private final FakeLog log = new FakeLog();
  private final EventGate gate = door(Duration.ofMillis(1), Duration.ofSeconds(60));
  private final Map<Long, String> failed = new TreeMap<>();

  private EventGate door(Duration turn, Duration patience) {
    return new EventGate(
        Samples.catalogue(Samples.item("a", "Alpha", "Drama")),
        SignalWeights.standard(),
        log,
        InstantSource.fixed(Samples.START),
        new EventGate.Limits(Duration.ofHours(1), ROOM, Duration.ofMinutes(10), turn, patience));
  }

  private void fail(long index, IngestException why) {
    failed.put(index, why.getMessage());
  }

  private EventBatch.Outcome send(EventGate to, Event... events) {
    try (EventBatch batch = to.open(events.length, this::fail)) {
      for (int i = 0; i < events.length; i++) {
        batch.add(i, events[i]);
      }
      return batch.finish();
    }
  }

  @Test
  void aKnownItemNowIsFine() {
    assertThat(gate.objection(Samples.like("ann", "a", -1000))).isEmpty();
    assertThat(gate.objection(Samples.like("ann", "a", 1))).isEmpty();
    assertThat(gate.fromTheFuture()).isZero();
  }

  @Test
  void theFarFutureIsNotAndIsCounted() {
    assertThat(gate.objection(Samples.like("ann", "a", 2)).orElse(""))
        .startsWith("time: ")
        .contains("60 minutes");
    assertThat(gate.fromTheFuture()).isOne();
  }

  @Test
  void neitherIsAnUnknownItem() {
    assertThat(gate.objection(Samples.like("ann", "b", 0)).orElse(""))
        .startsWith("item: ")
        .contains("'b'");
  }

  @Test
  void whatHasNoItemNeedsNoneInTheCatalogue() {
    assertThat(gate.objection(Samples.event("ann", "", "search", 0))).isEmpty();
  }

  @Test
  void nobodySendsRequestsOfAPersonAsEvents() {
    Event erase = new ProfileRequest.Erase().event("ann", "1", Samples.START);
    assertThat(gate.objection(erase).orElse("")).startsWith("type: ").contains("edgewise.");
  }

  @Test
  void eventsGetWhatIsKnownOfTheirItemAndATokenOfTheirLastPlace() {
    Event first = Samples.event("ann", "a", "view", 0);
    Event second = Samples.like("ann", "a", 0).withTraits(List.of("genre:Lies"));

    EventBatch.Outcome outcome = send(gate, first, second);

    assertThat(outcome.accepted()).isEqualTo(2);
    assertThat(outcome.repeated()).isZero();
    assertThat(log.published()).allSatisfy(e -> assertThat(e.traits()).contains("genre:Drama"));
    assertThat(outcome.token().orElseThrow().of("ann")).contains(new EventPosition("topic", 0, 1));
  }

  @Test
  void anEventSentAgainIsAcceptedButNotPublishedAgain() {
    Event event = Samples.like("ann", "a", 0);
    send(gate, event);
    EventBatch.Outcome again = send(gate, Samples.event("ann", "a", "view", 0), event);

    assertThat(again.accepted()).isEqualTo(2);
    assertThat(again.repeated()).isOne();
    assertThat(log.published()).hasSize(2);
    assertThat(again.token().orElseThrow().of("ann"))
        .as("covers the later of the two")
        .contains(new EventPosition("topic", 0, 1));
  }

  @Test
  void theSameIdOfAnotherUserIsAnotherEvent() {
    Event ann = Samples.like("ann", "a", 0);
    Event bob =
        new Event(
            ann.id(), ann.source(), "bob", "a", "like", ann.time(), null, List.of(), Map.of());
    assertThat(send(gate, ann, bob).repeated()).isZero();
    assertThat(log.published()).hasSize(2);
  }

  @Test
  void theSameEventFromTwoAtOnceIsPublishedOnce() throws Exception {
    log.hold();
    Event event = Samples.like("ann", "a", 0);
    var one = CompletableFuture.supplyAsync(() -> send(gate, event));
    var two = CompletableFuture.supplyAsync(() -> send(gate, event));
    await(() -> gate.underWay() == 2);
    log.release();

    assertThat(one.get(60, TimeUnit.SECONDS).repeated() + two.get(60, TimeUnit.SECONDS).repeated())
        .isOne();
    assertThat(log.published()).hasSize(1);
    assertThat(gate.underWay()).isZero();
  }

  @Test
  void whatFailedCanBeSentAgain() {
    log.failing(true);
    EventBatch.Outcome outcome = send(gate, Samples.like("ann", "a", 0));
    assertThat(outcome.accepted()).isZero();
    assertThat(outcome.failure()).isInstanceOf(IngestException.class);
    assertThat(failed).containsOnlyKeys(0L);
    assertThat(gate.underWay()).isZero();

    log.failing(false);
    assertThat(send(gate, Samples.like("ann", "a", 0)).accepted()).isOne();
    assertThat(log.published()).hasSize(1);
  }

  /** Sending it again would be no use: the answer must not say that it is safe to do so. */
  @Test
  void anEventTooLargeForTheLogIsRefusedForGood() {
    log.small(true);
    EventBatch.Outcome outcome = send(gate, Samples.like("ann", "a", 0));
    assertThat(outcome.accepted()).isZero();
    assertThat(outcome.failure()).isNull();
    assertThat(failed).containsExactly(Map.entry(0L, "the event is too large"));
    assertThat(gate.underWay()).isZero();
  }

  @Test
  void aRequestFindsRoomForAllOrIsTurnedAway() throws Exception {
    log.hold();
    var first =
        CompletableFuture.supplyAsync(
            () -> send(gate, Samples.like("ann", "a", 0), Samples.like("ann", "a", -1)));
    await(() -> gate.underWay() == 2);

    assertThatThrownBy(() -> gate.open(3, this::fail))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("2 events are on their way into the log, of at most 4");
    EventBatch unused = gate.open(2, this::fail);
    assertThatThrownBy(() -> gate.stream(this::fail)).isInstanceOf(BusyException.class);
    unused.close();
    assertThat(gate.underWay()).isEqualTo(2);
    log.release();
    assertThat(first.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(2);
    assertThat(gate.underWay()).isZero();
  }

  /** Found in a walk: streams of one client took all the room, and others were refused at once. */
  @Test
  void aRequestGetsItsTurnBesideAStreamThatTakesAllTheRoom() throws Exception {
    EventGate patient = door(Duration.ofSeconds(60), Duration.ofSeconds(60));
    log.hold();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<EventBatch.Outcome>> streams = new ArrayList<>();
      for (String user : List.of("u", "v", "w")) { // each has two events in flight at most
        streams.add(senders.submit(() -> stream(patient, user, 50)));
      }
      await(() -> patient.underWay() == ROOM);
      CountDownLatch asked = new CountDownLatch(1);
      Future<EventBatch.Outcome> request =
          senders.submit(() -> {
            asked.countDown();
            return send(patient, Samples.like("bob", "a", 0));
          });
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      log.release();
      assertThat(request.get(60, TimeUnit.SECONDS).accepted()).isOne();
      for (Future<EventBatch.Outcome> stream : streams) {
        assertThat(stream.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(50);
      }
    }
  }

  private EventBatch.Outcome stream(EventGate to, String user, int events) {
    try (EventBatch batch = to.stream(this::fail)) {
      for (int i = 0; i < events; i++) {
        batch.add(i, Samples.like(user, "a", -i));
      }
      return batch.finish();
    }
  }

  @Test
  void whileTheLogIsKnownToBeAwayNothingBegins() {
    log.away(true);
    assertThatThrownBy(() -> gate.open(1, this::fail)).isInstanceOf(IngestException.class);
    assertThatThrownBy(() -> gate.stream(this::fail)).isInstanceOf(IngestException.class);
    assertThat(gate.underWay()).isZero();
  }

  @Test
  void aStreamWaitsForRoomAndForTheLog() throws Exception {
    log.hold();
    CountDownLatch begun = new CountDownLatch(1);
    var stream =
        CompletableFuture.supplyAsync(() -> {
          begun.countDown();
          return stream(gate, "ann", 50);
        });
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    await(() -> !log.published().isEmpty());
    log.away(true);
    log.release();
    assertThat(log.published()).hasSizeLessThanOrEqualTo(ROOM);
    log.away(false);

    assertThat(stream.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(50);
    assertThat(failed).isEmpty();
    assertThat(gate.underWay()).isZero();
  }

  @Test
  void aStreamWhoseLogStaysAwaySaysSoOfEachEvent() {
    EventGate hasty = door(Duration.ofMillis(1), Duration.ofMillis(1));
    try (EventBatch batch = hasty.stream(this::fail)) {
      batch.add(0, Samples.like("ann", "a", 0));
      log.away(true);
      batch.add(1, Samples.like("ann", "a", -1));
      batch.add(2, Samples.like("ann", "a", -2));
      log.away(false);
      batch.add(3, Samples.like("ann", "a", -3));
      EventBatch.Outcome outcome = batch.finish();
      assertThat(outcome.accepted()).isEqualTo(2);
      assertThat(outcome.failure()).isNotNull();
    }
    assertThat(failed).containsOnlyKeys(1L, 2L);
  }

  /** Found in a review: 1e308 and a missing value were accepted as ratings. */
  @Test
  void aRatingOutsideItsScaleIsRefused() {
    assertThat(gate.objection(rating(5.0, Map.of()))).isEmpty();
    for (double value : new double[] {1e308, 100_000, -1, 5.01, 0}) {
      assertThat(gate.objection(rating(value, Map.of())).orElse(""))
          .startsWith("value: ")
          .contains("outside the scale of ratings of source 'web', 1 to 5");
    }
    assertThat(gate.objection(rating(null, Map.of())).orElse(""))
        .startsWith("value: a rate event needs a rating");
    assertThat(gate.objection(rating(9.0, Map.of("ratingScale", "0,10")))).isEmpty();
    assertThat(gate.objection(rating(9.0, Map.of("ratingScale", "ten"))).orElse(""))
        .startsWith("context: ratingScale: ")
        .contains("for example 1,5");
  }

  private static Event rating(@Nullable Double value, Map<String, String> context) {
    return new Event("r", "web", "ann", "a", "rate", Samples.START, value, List.of(), context);
  }

  @Test
  void aTokenOfTooManyUsersIsNone() {
    EventGate wide =
        new EventGate(
            Samples.catalogue(Samples.item("a", "Alpha", "Drama")),
            SignalWeights.standard(),
            log,
            InstantSource.fixed(Samples.START),
            new EventGate.Limits(
                Duration.ofHours(1),
                1000,
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
    Event[] events = new Event[101];
    for (int i = 0; i < events.length; i++) {
      events[i] = Samples.like("user" + i, "a", 0);
    }
    assertThat(send(wide, events).token()).isEmpty();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited for a minute").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
