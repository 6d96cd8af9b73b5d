/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Publishes the past events of a file to Kafka and waits until the profiles contain them. It
 * remembers the last published line, so an interrupted import goes on there. Events that it
 * publishes twice keep their ids and have no effect the second time.
 */
final class DemoImport implements AutoCloseable {
  private static final int BATCH = 5_000;
  private static final int MOST_TYPES = 20;
  private static final String OTHERS = "other types";
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final Catalogue catalogue;
  private final UnaryOperator<Event> change;
  private final DemoData memory;
  private final Duration shift;
  private final Progress progress;
  private final EventPublisher publisher;
  private final ProfileStore store;
  private final List<Sent> inFlight = new ArrayList<>();
  private final Map<Integer, Sent> lastOfPartition = new HashMap<>();
  private long published;
  private final Map<String, Long> otherTypes = new TreeMap<>();
  private long unknown;

  /** Creates an import; {@code change} is applied to each event before it is published. */
  DemoImport(
      Catalogue catalogue,
      UnaryOperator<Event> change,
      EventPublisher publisher,
      ProfileStore store,
      DemoData memory,
      Duration shift,
      Progress progress) {
    this.catalogue = catalogue;
    this.change = change;
    this.publisher = publisher;
    this.store = store;
    this.memory = memory;
    this.shift = shift;
    this.progress = progress;
  }

  private record Sent(String user, CompletableFuture<EventPosition> future) {
    EventPosition position() {
      return future.join();
    }
  }

  /**
   * Publishes the events that earlier runs did not publish.
   *
   * @param size of the file in bytes
   * @return how many events it published
   */
  long run(EventArchive archive, long size) throws IOException, BadEventException {
    long[] lastLine = {memory.published()};
    archive.forEachLine(
        lastLine[0],
        line -> {
          send(line.event());
          lastLine[0] = line.number();
          if (inFlight.size() >= BATCH) {
            awaitPublished(lastLine[0]);
            progress.say("past events published:", published, line.read(), size);
          }
        });
    awaitPublished(lastLine[0]);
    if (published > 0) {
      awaitProfiles();
      progress.note("%d past events are in the profiles", published);
    }
    if (!otherTypes.isEmpty()) {
      progress.note(
          "events left out, since their types are not known: %s. Known are %s",
          otherTypes.entrySet().stream()
              .map(type -> type.getValue() + " of " + JsonFields.quote(type.getKey()))
              .collect(Collectors.joining(", ")),
          Stream.of(EventType.values()).map(EventType::type).collect(Collectors.joining(", ")));
    }
    if (unknown > 0) {
      progress.note("%d events left out: the catalogue lacks their items", unknown);
    }
    return published;
  }

  private void send(Event event) {
    if (catalogue.find(event.item()).isEmpty()) {
      unknown++;
      return;
    }
    if (!catalogue.description().signals().knows(event.type())) {
      String listed = otherTypes.size() < MOST_TYPES ? event.type() : OTHERS;
      otherTypes.merge(listed, 1L, Long::sum);
      return;
    }
    inFlight.add(new Sent(event.user(), publisher.publish(change.apply(event))));
    published++;
  }

  private void awaitPublished(long lastLine) throws IOException {
    for (Sent sent : inFlight) {
      lastOfPartition.merge(
          sent.position().partition(),
          sent,
          (a, b) -> a.position().offset() > b.position().offset() ? a : b);
    }
    if (!inFlight.isEmpty()) {
      memory.remember(shift, lastLine);
    }
    inFlight.clear();
  }

  /** Waits for the last event of each partition: a partition is applied in order. */
  private void awaitProfiles() {
    ProfileWait wait = new ProfileWait(store, progress, RETRY_PAUSE);
    lastOfPartition.values().forEach(last -> wait.until(last.user, last.position()));
  }

  @Override
  public void close() {
    inFlight.forEach(sent -> sent.future.cancel(false));
  }
}
