/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.profile.Event;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The ids of recent events, so that a repeated event isn't counted twice. Bounded: an event that is
 * repeated after this many others counts twice, which does little harm to the first stage. Not
 * thread-safe.
 */
public final class RecentEvents {
  private final Set<Key> keys = new LinkedHashSet<>();
  private final int most;

  private record Key(String source, String id) {}

  public RecentEvents(int most) {
    this.most = most;
  }

  /** Adds an event; returns whether it is not among the recent ones. */
  public boolean isNew(Event event) {
    if (!keys.add(new Key(event.source(), event.id()))) {
      return false;
    }
    if (keys.size() > most) {
      keys.remove(keys.iterator().next());
    }
    return true;
  }
}
