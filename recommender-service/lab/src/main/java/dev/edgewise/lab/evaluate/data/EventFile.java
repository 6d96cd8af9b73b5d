/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads events from our JSON Lines or from ratings; the first line tells the format. For one
 * thread.
 *
 * <p>If the catalogue doesn't declare the scale of the ratings, the scale goes from the lowest to
 * the highest rating of the file.
 */
final class EventFile {
  private final Catalogue catalogue;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, List<String>> traits = new HashMap<>();
  private final DoubleSummaryStatistics ratings = new DoubleSummaryStatistics();
  private SignalWeights signals;
  private long unknownItems;
  private long noInteractions;

  private EventFile(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.signals = SignalWeights.standard().withScales(catalogue.description().valueScales());
  }

  static EventFile read(Path file, Catalogue catalogue) throws IOException, BadEventException {
    EventFile read = new EventFile(catalogue);
    String source = catalogue.description().source();
    String first = TextFile.firstLine(file);
    if (first.isEmpty() || first.startsWith("{")) {
      EventArchive.of(file, source).forEach(read::take);
    } else {
      boolean dat = first.contains(RatingFile.SEPARATOR);
      RatingFile.read(file, dat, source, RecordSink.strict(read::take));
      read.declareScale(source);
    }
    return read;
  }

  private void take(Event event) {
    if (event.value() != null && EventType.RATE.is(event)) {
      ratings.accept(event.value());
    }
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

  private void declareScale(String source) {
    if (catalogue.description().valueScales().isEmpty() && ratings.getCount() > 0) {
      double high = ratings.getMax();
      double low = Math.min(ratings.getMin(), high - 1); // equal ratings are all likes
      signals = signals.withScales(Map.of(source, new ValueScale(low, high)));
    }
  }

  /** The interactions with items of the catalogue, in the order of the lines. */
  List<Event> events() {
    return events;
  }

  SignalWeights signals() {
    return signals;
  }

  long unknownItems() {
    return unknownItems;
  }

  long noInteractions() {
    return noInteractions;
  }
}
