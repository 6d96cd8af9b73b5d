/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Draws matched negatives: items that resemble a target but that its user never met. Their number
 * of training events and their trending count are at least half and at most twice those of the
 * target, each plus one. The first choice is items with exactly the target's categories, then items
 * that share a category, then any. For each negative whose counts differ from the target's there is
 * one whose counts differ in the opposite way, so that an order by either count gains nothing.
 * Targets without training events have no popularity and are left out. The result depends only on
 * the seed and the user.
 */
final class MatchedNegatives {
  /** The largest number of negatives for a target. */
  static final int MOST = 50;

  /** The largest number of users; a ranker orders the items of each once more. */
  static final int USERS = 2000;

  private static final double FACTOR = 2;

  private final List<Counted> items;
  private final Map<String, Counted> byId = new HashMap<>();
  private final long seed;

  private record Counted(String id, Set<String> categories, double events, double trending) {
    boolean isAsPopularAs(Counted other) {
      return isNear(events, other.events) && isNear(trending, other.trending);
    }

    private static boolean isNear(double one, double other) {
      return one + 1 <= FACTOR * (other + 1) && other + 1 <= FACTOR * (one + 1);
    }

    /** How the counts differ from another item's; opposite differences add up to 0. */
    int difference(Counted other) {
      return (int) (3 * Math.signum(events - other.events))
          + (int) Math.signum(trending - other.trending);
    }

    /** 0 for equal categories, 1 for a common one, 2 for none. */
    int distance(Counted other) {
      if (categories.equals(other.categories)) {
        return 0;
      }
      return Collections.disjoint(categories, other.categories) ? 2 : 1;
    }
  }

  /** Draws from these items. */
  MatchedNegatives(List<String> items, TrainingCounts counts, Catalogue catalogue, long seed) {
    this.seed = seed;
    this.items =
        items.stream()
            .map(id ->
                new Counted(
                    id,
                    catalogue.find(id).map(item -> Set.copyOf(item.categories())).orElse(Set.of()),
                    counts.of(id),
                    counts.trending(id)))
            .toList();
    this.items.forEach(item -> byId.put(item.id, item));
  }

  /** One target for each user of a sample, by user; only users with matched negatives. */
  Map<String, MatchedTarget> of(List<SplitPlan.Subject> subjects) {
    List<SplitPlan.Subject> known =
        new ArrayList<>(subjects.stream().filter(s -> !s.history().isEmpty()).toList());
    Collections.shuffle(known, new Random(seed));
    return known.stream()
        .flatMap(subject -> of(subject).map(matched -> Map.entry(subject.user(), matched)).stream())
        .limit(USERS)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A drawn target of the user with its negatives. */
  Optional<MatchedTarget> of(SplitPlan.Subject subject) {
    List<Counted> targets =
        subject.targets().stream()
            .sorted()
            .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
            .filter(item -> item.events > 0)
            .toList();
    if (targets.isEmpty()) {
      return Optional.empty();
    }
    Random random = new Random(Negatives.seed(seed, subject));
    Counted target = targets.get(random.nextInt(targets.size()));
    Set<String> negatives = new HashSet<>();
    for (Choice choice : choices(target, pool(target, subject, random), random)) {
      if (negatives.size() + choice.items.size() <= MOST) {
        negatives.addAll(choice.items);
      }
    }
    return negatives.isEmpty()
        ? Optional.empty()
        : Optional.of(new MatchedTarget(target.id, negatives));
  }

  /** The items of similar popularity that the user never met, those of similar categories first. */
  private List<Counted> pool(Counted target, SplitPlan.Subject subject, Random random) {
    List<Counted> pool = new ArrayList<>();
    for (Counted item : items) {
      if (item.isAsPopularAs(target)
          && !subject.excluded().contains(item.id)
          && !subject.targets().contains(item.id)) {
        pool.add(item);
      }
    }
    Collections.shuffle(pool, random);
    pool.sort(Comparator.comparingInt(target::distance));
    return pool;
  }

  /** An item as popular as the target, or two that differ from it in opposite ways. */
  private record Choice(Set<String> items, int distance) {}

  private static List<Choice> choices(Counted target, List<Counted> pool, Random random) {
    Map<Integer, List<Counted>> byDifference =
        pool.stream()
            .collect(
                Collectors.groupingBy(
                    item -> item.difference(target), TreeMap::new, Collectors.toList()));
    List<Choice> choices = new ArrayList<>();
    byDifference.forEach((difference, some) -> {
      List<Counted> opposite = byDifference.getOrDefault(-difference, List.of());
      for (int i = 0; difference >= 0 && i < Math.min(some.size(), opposite.size()); i++) {
        Counted one = some.get(i);
        Counted other = opposite.get(i);
        int distance = Math.max(target.distance(one), target.distance(other));
        choices.add(new Choice(new HashSet<>(List.of(one.id, other.id)), distance));
      }
    });
    Collections.shuffle(choices, random);
    choices.sort(Comparator.comparingInt(Choice::distance));
    return choices;
  }
}
