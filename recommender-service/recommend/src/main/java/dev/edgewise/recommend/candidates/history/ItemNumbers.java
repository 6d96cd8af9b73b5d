/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of items, from 0 in the order in which they were added, so that sources can use arrays.
 * Not thread-safe by itself: {@code Candidates} allows many readers or one writer.
 */
public final class ItemNumbers {
  public static final int NONE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();

  /** The number of the item, or {@link #NONE}. */
  public int find(String id) {
    return numbers.getOrDefault(id, NONE);
  }

  /** The number of the item; assigns a new one if it has none. */
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

  /** The ids by number, as they are now. */
  public List<String> ids() {
    return List.copyOf(ids);
  }

  public int size() {
    return ids.size();
  }
}
