/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.ingest.event.RatingScales;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from our JSON Lines or from ratings; the first line tells the format. For one
 * thread.
 */
final class EventFile {
  private final Catalogue catalogue;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, List<String>> traits = new HashMap<>();
  private final RatingScales scales;
  private long unknownItems;
  private long noInteractions;

  private EventFile(Catalogue catalogue, RatingScales scales) {
    this.catalogue = catalogue;
    this.scales = scales;
  }

  /** Reads a file; {@code notes} receives a sentence about each field of JSON that is not known. */
  static EventFile read(
      Path file, Catalogue catalogue, @Nullable ValueScale scale, Consumer<String> notes)
      throws IOException, BadEventException {
    EventFile read = new EventFile(catalogue, catalogue.description().scales(scale));
    String source = catalogue.description().source();
    String first = TextFile.firstLine(file);
    if (first.isEmpty() || first.startsWith("{")) {
      EventArchive.of(file, source)
          .checkedBy(read.scales::objection)
          .noting(notes)
          .forEach(read::take);
    } else {
      boolean dat = first.contains(RatingFile.SEPARATOR);
      RatingFile.read(file, dat, source, RecordSink.strict(read::takeRating));
    }
    return read;
  }

  private void take(Event event) {
    scales.add(event);
    if (ProfileRequest.isReserved(event.type())
        || EventType.SEARCH.is(event)
        || EventType.IMPRESSION.is(event)) {
      noInteractions++;
    } else if (catalogue.find(event.item()).isEmpty()) {
      unknownItems++;
    } else {
      events.add(event.withTraits(traits.computeIfAbsent(event.item(), catalogue::traitsOf)));
    }
  }

  private void takeRating(Event event) {
    scales
        .objection(event)
        .ifPresent(wrong -> {
          throw new IllegalArgumentException(wrong.field() + ": " + wrong.why());
        });
    take(event);
  }

  /** The interactions with items of the catalogue, in the order of the lines. */
  List<Event> events() {
    return events;
  }

  SignalWeights signals() {
    return scales.signals();
  }

  /** The scale of each source that has ratings, one sentence for each. */
  List<String> notes() {
    return scales.notes();
  }

  long unknownItems() {
    return unknownItems;
  }

  long noInteractions() {
    return noInteractions;
  }
}
