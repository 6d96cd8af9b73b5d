/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Traits;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the values of one attribute, and what the service makes of them. For one thread. */
public final class AttributeSurvey {
  private static final int MOST_VALUES = 10_000;

  private final Occurrences given = new Occurrences();
  private final Occurrences blank = new Occurrences();
  private final Occurrences traits = new Occurrences();
  private final Occurrences factsOnly = new Occurrences();
  private final Set<Long> traitValues = new HashSet<>();

  void add(String name, String value, long line) {
    if (value.isBlank()) {
      blank.add(line, name);
      return;
    }
    given.add(line, value);
    Item alone = new Item("x", "x", "", List.of(), Map.of(name, value), null, false);
    List<String> made = Traits.of(alone, "category");
    if (made.isEmpty()) {
      factsOnly.add(line, value);
    } else {
      traits.add(line, made.getFirst());
      if (traitValues.size() < MOST_VALUES) {
        traitValues.add(SeenBefore.hash(made.getFirst()));
      }
    }
  }

  /** Values that aren't blank. */
  public Occurrences given() {
    return given;
  }

  /** Values of spaces only, or without any character. */
  public Occurrences blank() {
    return blank;
  }

  /** Values that become traits, with the first trait. */
  public Occurrences traits() {
    return traits;
  }

  /** Values that are facts of the item, but no traits. */
  public Occurrences factsOnly() {
    return factsOnly;
  }

  /** The number of different traits, counted up to 10,000. */
  public int differentTraits() {
    return traitValues.size();
  }
}
