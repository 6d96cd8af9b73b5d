/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.profile.Event;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The events met last, so that one which a client sent again isn't counted again. Bounded: what
 * comes back after that many others counts twice, which the first stage can bear. Not thread-safe.
 */
public final class RecentEvents {
  private final Set<Key> keys = new LinkedHashSet<>();
  private final int most;

  private record Key(String source, String id) {}

  public RecentEvents(int most) {
    this.most = most;
  }

  /** Whether the event is none of the latest ones; from now on it is. */
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
