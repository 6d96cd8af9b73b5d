/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.recommend.candidates.Candidates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for items, from 0 in the order in which they were met, so that sources count in arrays.
 * Not thread-safe by itself: {@link Candidates} lets many read or one write.
 */
public final class ItemNumbers {
  public static final int NONE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();

  /** The number of that item, or {@link #NONE}. */
  public int find(String id) {
    return numbers.getOrDefault(id, NONE);
  }

  /** The number of that item, a new one when it has none. */
  public int of(String id) {
    Integer known = numbers.putIfAbsent(id, ids.size());
    if (known != null) {
      return known;
    }
    ids.add(id);
    return ids.size() - 1;
  }

  public String id(int number) {
    return ids.get(number);
  }

  public int size() {
    return ids.size();
  }
}
