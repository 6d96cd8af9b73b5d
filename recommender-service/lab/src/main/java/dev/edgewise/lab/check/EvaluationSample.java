/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.lab.check.read.DataFile;
import dev.edgewise.lab.check.read.DataReader;
import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of the files that can be measured in seconds: the good lines of the items with the most
 * events, and all events of some of the users.
 */
record EvaluationSample(
    DataFile itemFile,
    DataFile eventFile,
    ItemSurvey items,
    EventSurvey events,
    CatalogueDescription description,
    SignalWeights signals) {
  static final int MOST_ITEMS = 4_000;
  static final long MOST_EVENTS = 60_000;
  private static final int BUCKETS = 10_000;

  /**
   * Writes items, events and the catalogue's description into a folder.
   *
   * @return the files of items and events
   */
  List<Path> write(Path folder) throws IOException {
    Path itemLines = folder.resolve("items.jsonl");
    Path eventLines = folder.resolve("events.jsonl");
    Files.writeString(folder.resolve(CatalogueDescription.FILE), described().toString());
    BitSet kept = withMostEvents();
    BitSet open = (BitSet) kept.clone(); // an item with a repeated id is written once
    try (SampleWriter<Item> lines =
        new SampleWriter<>(itemLines, item -> take(open, items.number(item.id())), this::json)) {
      DataReader.items(itemFile, lines);
    }
    long usable = kept.stream().mapToLong(events::eventsOf).sum();
    int buckets = (int) Math.min(BUCKETS, BUCKETS * MOST_EVENTS / Math.max(1, usable));
    try (SampleWriter<Event> lines =
        new SampleWriter<>(
            eventLines, event -> isSampled(event, kept, buckets), EvaluationSample::json)) {
      DataReader.events(eventFile, description.source(), lines);
    }
    return List.of(itemLines, eventLines);
  }

  private BitSet withMostEvents() {
    BitSet kept = new BitSet();
    IntStream.range(0, items.size())
        .boxed()
        .sorted(Comparator.comparingInt((Integer item) -> -events.eventsOf(item)))
        .limit(MOST_ITEMS)
        .forEach(kept::set);
    return kept;
  }

  private static boolean take(BitSet open, int item) {
    boolean taken = item >= 0 && open.get(item);
    if (taken) {
      open.clear(item);
    }
    return taken;
  }

  /** Whether an event can be read, is about a kept item, and is of a sampled user. */
  private boolean isSampled(Event event, BitSet kept, int buckets) {
    int item = items.number(event.item());
    int mixed = event.user().hashCode() * 0x9E3779B9;
    return item >= 0
        && kept.get(item)
        && signals.objection(event).isEmpty()
        && (mixed >>> 1) % BUCKETS < buckets;
  }

  private ObjectNode described() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", description.name());
    json.put("categories", description.categories());
    json.put("source", description.source());
    if (description.trainingEnds() != null) {
      json.put("trainingEnds", description.trainingEnds().toString());
    }
    return json;
  }

  private byte[] json(Item item) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", item.id()).put("title", item.title()).put("text", item.text());
    item.categories().forEach(json.putArray("categories")::add);
    item.attributes().forEach(json.putObject("attributes")::put);
    if (item.published() != null) {
      json.put("published", item.published().toString());
    }
    json.put("hidden", item.hidden());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(Event event) {
    return EventCodec.encode(event);
  }
}
