/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.persona;

import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Generates personas: two for each of the 20 traits that most items have. A persona likes five
 * items, drawn by the seed from the 40 best known ones with the trait. The traits are categories,
 * or any traits if the items have no categories. A trait needs 15 items, so that ten remain.
 */
public final class Personas {
  /** The number of likes of a persona. */
  static final int LIKES = 5;

  private static final int TRAITS = 20;
  private static final int BEST_KNOWN = 40;
  private static final int OF_A_TRAIT = 2;
  private static final int FEWEST_ITEMS = 15;

  private final Catalogue catalogue;
  private final List<String> known;

  /** Generates from these items, the best known first. */
  public Personas(Catalogue catalogue, List<String> known) {
    this.catalogue = catalogue;
    this.known = known;
  }

  /**
   * The personas; none when no trait has enough items.
   *
   * @param taken ids that personas must not have
   */
  public List<Persona> generate(Set<String> taken, long seed) {
    Random random = new Random(seed);
    List<Persona> personas = new ArrayList<>();
    for (Map.Entry<String, List<String>> trait : largest()) {
      List<String> best = trait.getValue().stream().limit(BEST_KNOWN).toList();
      for (int i = 0; i < OF_A_TRAIT; i++) {
        List<String> drawn = new ArrayList<>(best);
        Collections.shuffle(drawn, random);
        personas.add(
            new Persona(
                free("persona " + personas.size(), taken),
                trait.getKey(),
                List.copyOf(drawn.subList(0, LIKES))));
      }
    }
    return personas;
  }

  private static String free(String name, Set<String> taken) {
    String user = name;
    while (taken.contains(user)) {
      user += "'";
    }
    return user;
  }

  private List<Map.Entry<String, List<String>>> largest() {
    String category = catalogue.description().categories() + ":";
    Map<String, List<String>> categories = byTrait(trait -> trait.startsWith(category));
    Map<String, List<String>> traits = categories.isEmpty() ? byTrait(any -> true) : categories;
    return traits.entrySet().stream()
        .filter(trait -> trait.getValue().size() >= FEWEST_ITEMS)
        .sorted(Comparator.comparingInt(trait -> -trait.getValue().size()))
        .limit(TRAITS)
        .toList();
  }

  private Map<String, List<String>> byTrait(Predicate<String> counts) {
    Map<String, List<String>> items = new TreeMap<>();
    for (String item : known) {
      catalogue.traitsOf(item).stream()
          .distinct()
          .filter(counts)
          .forEach(trait -> items.computeIfAbsent(trait, t -> new ArrayList<>()).add(item));
    }
    return items;
  }
}
