/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.profile.Event;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The k-core: the largest part of the events in which every user and every item has at least k
 * events (Seidman, "Network structure and minimum degree", Social Networks 1983). Equal events
 * count separately.
 */
final class CoreFilter {
  private CoreFilter() {}

  /** The events of the k-core, in the given order; all events for a k below 2. */
  static List<Event> of(List<Event> events, int k) {
    List<Event> kept = events;
    int before = -1;
    while (k > 1 && kept.size() != before) {
      before = kept.size();
      kept = withAtLeast(k, kept, Event::user);
      kept = withAtLeast(k, kept, Event::item);
    }
    return kept;
  }

  private static List<Event> withAtLeast(int k, List<Event> events, Function<Event, String> of) {
    Map<String, Long> degrees =
        events.stream().collect(Collectors.groupingBy(of, Collectors.counting()));
    return events.stream().filter(e -> degrees.getOrDefault(of.apply(e), 0L) >= k).toList();
  }
}
