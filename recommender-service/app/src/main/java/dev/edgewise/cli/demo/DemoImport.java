/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes a file's events, as if they were posted, and waits until profiles have them. It notes
 * how far the log has them: interrupted, it goes on there, and the few that are published twice
 * have the ids of the first time and no effect.
 */
final class DemoImport implements AutoCloseable {
  private static final int AT_ONCE = 5_000;
  private static final int REPORT = 25_000;
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Catalogue catalogue;
  private final DemoData memory;
  private final Duration shift;
  private final PrintStream err;
  private final EventPublisher publisher;
  private final ProfileStore store;
  private final List<Sent> underWay = new ArrayList<>();
  private final Map<Integer, Written> last = new HashMap<>();
  private long read;
  private long published;
  private long unknown;
  private long reported;

  DemoImport(
      Catalogue catalogue,
      EventPublisher publisher,
      ProfileStore store,
      DemoData memory,
      Duration shift,
      PrintStream err) {
    this.catalogue = catalogue;
    this.publisher = publisher;
    this.store = store;
    this.memory = memory;
    this.shift = shift;
    this.err = err;
  }

  private record Sent(String user, CompletableFuture<EventPosition> position) {}

  private record Written(String user, EventPosition position) {}

  /** Publishes what isn't yet; returns how many that were. */
  long from(EventArchive archive) throws IOException, BadEventException {
    long done = memory.published();
    archive.forEach(event -> {
      read++;
      if (read > done) {
        send(event);
      }
    });
    settle();
    if (published > 0) {
      awaitProfiles();
      err.println("edgewise: " + published + " past events are in the profiles");
    }
    if (unknown > 0) {
      err.println("edgewise: " + unknown + " events left out: the catalogue lacks their items");
    }
    return published;
  }

  private void send(Event event) throws IOException {
    if (catalogue.find(event.item()).isEmpty()) {
      unknown++;
      return;
    }
    underWay.add(new Sent(event.user(), publisher.publish(catalogue.enrich(event))));
    published++;
    if (underWay.size() >= AT_ONCE) {
      settle();
    }
  }

  private void settle() throws IOException {
    for (Sent sent : underWay) {
      EventPosition position = sent.position.join();
      last.merge(
          position.partition(),
          new Written(sent.user, position),
          (a, b) -> a.position.offset() > b.position.offset() ? a : b);
    }
    if (!underWay.isEmpty()) {
      memory.remember(shift, read);
      if (read / REPORT > reported) {
        reported = read / REPORT;
        err.println("edgewise: " + read + " past events are in the log ...");
      }
    }
    underWay.clear();
  }

  /** Each partition is applied in order, so its last event stands for all. */
  private void awaitProfiles() {
    for (Written written : last.values()) {
      while (!store.get(written.user).covers(written.position)) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for profiles", e);
    }
  }

  @Override
  public void close() {
    underWay.forEach(sent -> sent.position.cancel(false));
  }
}
