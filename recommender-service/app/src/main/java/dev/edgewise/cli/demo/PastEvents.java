/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.ingest.event.RatingScales;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The past events that a demo imports at its first start. Later starts don't read their file unless
 * it has changed.
 *
 * @param scales of the ratings in the file; null when all of it is imported
 * @param defaultScale of ratings whose source declares none, if the catalogue doesn't decide
 */
record PastEvents(
    DemoFiles files,
    String fingerprint,
    @Nullable RatingScales scales,
    Optional<ValueScale> defaultScale,
    DemoData memory) {

  /** Reads the scales of the ratings, unless the file is imported; {@code given} is one for all. */
  static PastEvents of(DemoFiles files, @Nullable ValueScale given, DemoData memory)
      throws IOException {
    String fingerprint = files.fingerprint(given);
    if (memory.imported(fingerprint)) {
      return new PastEvents(files, fingerprint, null, memory.scale(), memory);
    }
    RatingScales scales = files.scales(given);
    return new PastEvents(files, fingerprint, scales, files.defaultScale(given, scales), memory);
  }

  /** Imports what isn't imported yet, and returns the number of events that it published. */
  long run(Catalogue catalogue, EventPublisher publisher, ProfileStore store, Progress progress)
      throws IOException, BadEventException {
    Path events = files.events();
    if (scales == null || events == null) {
      return 0;
    }
    scales.notes().forEach(note -> progress.note("%s", note));
    EventArchive archive =
        EventArchive.of(events, catalogue.description().source()).checkedBy(scales::objection);
    EventArchive noting = archive.noting(note -> progress.note("%s", note));
    Duration shift = shift(archive);
    UnaryOperator<Event> carrier = scales.carrier();
    UnaryOperator<Event> change = event -> catalogue.enrich(carrier.apply(event));
    try (DemoImport run =
        new DemoImport(catalogue, change, publisher, store, memory, shift, progress)) {
      long published = run.run(noting.shiftedBy(shift), Files.size(events));
      memory.rememberImported(fingerprint, defaultScale);
      return published;
    }
  }

  /** The time that is added to all events: the latest one happened when the demo began. */
  private Duration shift(EventArchive archive) throws IOException, BadEventException {
    Optional<Duration> known = memory.shift();
    if (known.isPresent()) {
      return known.get();
    }
    Instant now = Instant.now();
    Duration shift = Duration.between(archive.latest().orElse(now), now);
    memory.remember(shift, 0);
    return shift;
  }
}
