/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.SignalWeights.Objection;
import dev.edgewise.profile.ValueScale;
import java.io.IOException;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The scales of the ratings in a file. Unless scales are declared for all sources, a source without
 * one gets the smallest usual scale that contains its lowest and its highest rating. For one
 * thread.
 */
public final class RatingScales {
  private static final int MOST_SOURCES = 1_000;

  private final SignalWeights declared;
  private final boolean learning;
  private final SortedMap<String, DoubleSummaryStatistics> ratings = new TreeMap<>();

  private RatingScales(SignalWeights declared, boolean learning) {
    this.declared = declared;
    this.learning = learning;
  }

  /** Scales that are all declared, those of other sources by the default scale. */
  public static RatingScales declared(SignalWeights signals) {
    return new RatingScales(signals, false);
  }

  /** Scales of which those that are not declared by source are learnt. */
  public static RatingScales learning(SignalWeights signals) {
    return new RatingScales(signals, true);
  }

  /**
   * Reads all events of a file; stops at a line that is not an event, which the next reader of the
   * file reports.
   */
  public RatingScales read(EventArchive archive) throws IOException {
    try {
      archive.forEach(this::add);
    } catch (BadEventException e) {
      return this;
    }
    return this;
  }

  /**
   * Reads an event.
   *
   * @throws IllegalArgumentException when the ratings have more than 1,000 sources
   */
  public void add(Event event) {
    Double value = event.value();
    if (value == null || !EventType.RATE.is(event) || carriesScale(event)) {
      return;
    }
    ratings.computeIfAbsent(event.source(), source -> new DoubleSummaryStatistics()).accept(value);
    if (ratings.size() > MOST_SOURCES) {
      throw new IllegalArgumentException("the ratings have more than 1,000 sources");
    }
  }

  private static boolean carriesScale(Event event) {
    return event.context().containsKey(SignalWeights.SCALE);
  }

  /** Returns why an event is no rating on its scale, as far as the scale is not learnt. */
  public Optional<Objection> objection(Event event) {
    return learnt(event.source()) && event.value() != null && !carriesScale(event)
        ? Optional.empty()
        : declared.objection(event);
  }

  private boolean learnt(String source) {
    return learning && !declared.scales().containsKey(source);
  }

  /** Returns the scales that were learnt so far, by source. */
  public SortedMap<String, ValueScale> learnt() {
    SortedMap<String, ValueScale> learnt = new TreeMap<>();
    ratings.forEach((source, seen) -> {
      if (learnt(source)) {
        learnt.put(source, ValueScale.learnt(seen.getMin(), seen.getMax()));
      }
    });
    return learnt;
  }

  /** Returns the weights of events by the declared and the learnt scales. */
  public SignalWeights signals() {
    Map<String, ValueScale> all = new HashMap<>(declared.scales());
    all.putAll(learnt());
    return declared.withScales(all);
  }

  /** Returns a function that lets ratings carry the scales that were learnt so far. */
  public UnaryOperator<Event> carrier() {
    Map<String, ValueScale> learnt = learnt();
    return event -> {
      ValueScale scale = EventType.RATE.is(event) ? learnt.get(event.source()) : null;
      return scale == null || carriesScale(event)
          ? event
          : event.withContext(SignalWeights.LEARNT, scale.format());
    };
  }

  /** Returns the scale of each source that has ratings, one sentence for each. */
  public List<String> notes() {
    SignalWeights signals = signals();
    return ratings.keySet().stream()
        .map(source -> {
          ValueScale scale = signals.scales().getOrDefault(source, signals.defaultScale());
          String origin = learnt(source) ? "learnt from the file" : "declared";
          return "ratings of source %s: %s, %s".formatted(source, scale, origin);
        })
        .toList();
  }
}
