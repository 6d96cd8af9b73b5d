/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Occurrences by name, for a bounded number of names. For one thread. */
public final class OccurrencesByName {
  private static final int LONGEST_NAME = 256;

  private final int most;
  private final Map<String, Occurrences> byName = new LinkedHashMap<>();
  private long others;

  /** Counts the first {@code most} different names; further names are only counted together. */
  public OccurrencesByName(int most) {
    this.most = most;
  }

  /** Counts an occurrence of a name. */
  public void add(String name, long line, String text) {
    String key = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    Occurrences known = byName.get(key);
    if (known == null && byName.size() >= most) {
      others++;
    } else if (known == null) {
      Occurrences fresh = new Occurrences();
      fresh.add(line, text);
      byName.put(key, fresh);
    } else {
      known.add(line, text);
    }
  }

  /** The occurrences of the counted names, in the order of their first ones. */
  public Map<String, Occurrences> byName() {
    return byName;
  }

  /** The occurrences of a name; none if it isn't counted. */
  public Occurrences of(String name) {
    return byName.getOrDefault(name, new Occurrences());
  }

  /** The number of occurrences of all names. */
  public long total() {
    return others + byName.values().stream().mapToLong(Occurrences::count).sum();
  }

  /** Whether there were more names than are counted. */
  public boolean isFull() {
    return others > 0;
  }

  /** The most frequent names, most frequent first. */
  public List<Map.Entry<String, Occurrences>> top(int limit) {
    Comparator<Map.Entry<String, Occurrences>> byCount =
        Comparator.comparingLong(entry -> entry.getValue().count());
    return byName.entrySet().stream().sorted(byCount.reversed()).limit(limit).toList();
  }
}
