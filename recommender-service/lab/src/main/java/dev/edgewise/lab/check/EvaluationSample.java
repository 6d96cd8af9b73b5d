/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.check.read.DataFile;
import dev.edgewise.lab.check.read.DataReader;
import dev.edgewise.lab.check.read.ReadSink;
import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.Item;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of the data that can be measured in seconds: the items with the most events, and all good
 * events of some of the users. It receives the events of the file. For one thread.
 */
final class EvaluationSample implements ReadSink<Event> {
  private static final int MOST_ITEMS = 3_000;
  private static final long MOST_EVENTS = 60_000;
  private static final int BUCKETS = 10_000;

  private final Catalogue catalogue;
  private final SignalWeights signals;
  private final long buckets;
  private final List<Event> sampled = new ArrayList<>();

  /** Reads the items of the sample; the surveys have seen both files. */
  EvaluationSample(
      DataFile file,
      ItemSurvey items,
      EventSurvey events,
      CatalogueDescription description,
      SignalWeights signals) {
    this.catalogue = new Catalogue(description);
    this.signals = signals;
    BitSet wanted = withMostEvents(items.size(), events);
    long usable = wanted.stream().mapToLong(events::eventsOf).sum();
    this.buckets = Math.min(BUCKETS, BUCKETS * MOST_EVENTS / Math.max(1, usable));
    DataReader.items(file, (line, item) -> take(item, items.number(item.id()), wanted));
  }

  private static BitSet withMostEvents(int items, EventSurvey events) {
    BitSet most = new BitSet();
    IntStream.range(0, items)
        .boxed()
        .sorted(Comparator.comparingInt((Integer item) -> -events.eventsOf(item)))
        .limit(MOST_ITEMS)
        .forEach(most::set);
    return most;
  }

  /** Takes an item; a later one with the same id isn't wanted any more. */
  private void take(Item item, int number, BitSet wanted) {
    if (number >= 0 && wanted.get(number)) {
      wanted.clear(number);
      catalogue.put(item);
    }
  }

  @Override
  public void accept(long line, Event event) {
    int mixed = event.user().hashCode() * 0x9E3779B9;
    if ((mixed >>> 1) % BUCKETS < buckets
        && EventSurvey.isInteraction(event)
        && catalogue.find(event.item()).isPresent()
        && signals.objection(event).isEmpty()) {
      sampled.add(catalogue.enrich(event));
    }
  }

  /** The events so far, in the order of time, then line. */
  Dataset data() {
    return new Dataset(
        catalogue,
        signals,
        sampled.stream().sorted(Comparator.comparing(Event::time)).toList(),
        catalogue.all().stream().map(Item::id).sorted().toList(),
        Comparator.naturalOrder(),
        Comparator.naturalOrder(),
        new Dataset.LeftOut(0, 0, 0));
  }
}
