/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.feature.CandidatePool;
import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.rank.feature.SimilarityWeights;
import dev.edgewise.rank.feature.UserHistory;
import dev.edgewise.rank.feature.UserScores;
import dev.edgewise.rank.language.Language;
import dev.edgewise.recommend.candidates.history.ProfileHistory;
import dev.edgewise.recommend.candidates.source.Sources;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.wish.Asked;
import dev.edgewise.recommend.wish.Condition;
import dev.edgewise.recommend.wish.Stated;
import dev.edgewise.recommend.wish.Unwanted;
import dev.edgewise.recommend.wish.Wish;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the items that a user asks for in words: those that match a query, those like others, and
 * those that the user states to like; and leaves out what none of it allows. Not thread-safe, like
 * the sources.
 */
final class WishedItems {
  /** How many items one word of a wish may exclude. */
  private static final int MOST_UNWANTED = 2_000;

  /** How well an item fits a stated liking whose conditions it meets, without any of its words. */
  private static final double MEETS = 0.5;

  private final Catalogue catalogue;
  private final Sources sources;

  WishedItems(Catalogue catalogue, Sources sources) {
    this.catalogue = catalogue;
    this.sources = sources;
  }

  /** What a user's query asks for. */
  Wish wish(UserContext user) {
    String query = user.query();
    return query == null
        ? Wish.NONE
        : sources.wishes().read(query, Language.of(user.language()), sources.search()::isTitle);
  }

  /** What became of a wish. */
  Asked asked(Wish wish, Profile profile) {
    String words = wish.rest();
    BitSet finished = ProfileHistory.finished(profile, sources.numbers());
    List<Item> had =
        sources
            .search()
            .withTitle(words.isEmpty() ? named(wish) : words, Asked.MAX_MATCHES)
            .stream()
            .filter(item -> finished.get(sources.number(item.id())))
            .limit(Asked.MAX_HAD)
            .toList();
    int matches = words.isEmpty() ? 0 : sources.search().search(words, Asked.MAX_MATCHES).size();
    return new Asked(wish, matches, had);
  }

  /** The words of conditions on names, such as that of a series, which titles may have. */
  private static String named(Wish wish) {
    return wish.conditions().stream()
        .filter(one -> !one.not() && !one.category() && one.value() != null)
        .map(Condition::words)
        .collect(Collectors.joining(" "));
  }

  /** The items that the words of a wish find, best first. */
  List<ScoredItem> typed(Wish wish, IntPredicate open, int most) {
    return wish.rest().isEmpty() ? List.of() : sources.search().find(wish.rest(), open, most);
  }

  /**
   * The items like those that a wish compares with, best first. Those of another kind are less like
   * them: who asks for one like a horror film wants horror.
   */
  List<ScoredItem> alike(Wish wish, SimilarityWeights similarity, IntPredicate open, int most) {
    List<Item> others = sources.search().alike(wish);
    if (others.isEmpty()) {
      return List.of();
    }
    Set<String> kinds =
        others.stream().flatMap(item -> item.categories().stream()).collect(Collectors.toSet());
    return new SimilarItems(sources, similarity)
        .to(others, UserHistory.NOTHING, 0, open, most).stream()
            .map(one -> new ScoredItem(one.item(), one.score() * one.score() * share(kinds, one)))
            .sorted(Comparator.comparingDouble(one -> -one.score()))
            .toList();
  }

  private double share(Set<String> kinds, ScoredItem one) {
    Set<String> own =
        catalogue
            .find(sources.id(one.item()))
            .map(item -> Set.copyOf(item.categories()))
            .orElse(Set.of());
    long common = own.stream().filter(kinds::contains).count();
    return (common + 0.3) / (Math.max(kinds.size(), own.size()) + 0.3);
  }

  /**
   * The items of some that meet a wish. Whoever asks for something like an item knows it, so that
   * it doesn't.
   */
  IntPredicate meeting(Wish wish, IntPredicate some) {
    Set<Integer> known =
        sources.search().alike(wish).stream()
            .map(item -> sources.number(item.id()))
            .collect(Collectors.toSet());
    IntPredicate others = known.isEmpty() ? some : item -> !known.contains(item) && some.test(item);
    return allowed(wish, others);
  }

  /**
   * The items of some that nothing excludes that the user states. What a wish asks for comes, and
   * so do the items that have its words in their title.
   */
  IntPredicate accepted(Stated all, Wish wish, IntPredicate some) {
    Stated stated = all.beside(wish);
    IntPredicate accepted = allowed(stated.excluded(), some);
    if (accepted.equals(some) || wish.rest().isEmpty()) {
      return accepted;
    }
    Set<Integer> named = new HashSet<>();
    sources
        .search()
        .withTitle(wish.rest(), Asked.MAX_MATCHES)
        .forEach(item -> named.add(sources.number(item.id())));
    return item -> accepted.test(item) || (named.contains(item) && some.test(item));
  }

  /** Tests each item once: every source asks about most of them. */
  private IntPredicate allowed(Wish wish, IntPredicate some) {
    if (wish.conditions().isEmpty() && wish.unwanted().isEmpty()) {
      return some;
    }
    BitSet tested = new BitSet();
    BitSet meeting = new BitSet();
    Set<Integer> found = new HashSet<>();
    for (Unwanted one : wish.unwanted()) {
      sources.search().having(one.forms(), MOST_UNWANTED).forEach(item -> found.add(item.item()));
    }
    return item -> {
      if (!tested.get(item)) {
        tested.set(item);
        meeting.set(
            item,
            some.test(item)
                && !found.contains(item)
                && catalogue.find(sources.id(item)).filter(wish::allows).isPresent());
      }
      return meeting.get(item);
    };
  }

  /**
   * How well items fit what the user states to like, from 0 to 1, of those that do.
   *
   * @param scores of the user
   */
  Map<Integer, Double> stated(
      Stated stated, UserScores scores, SimilarityWeights similarity, IntPredicate open) {
    Map<Integer, Double> fit = new HashMap<>();
    for (Wish like : stated.likes()) {
      IntPredicate meeting =
          item ->
              open.test(item) && catalogue.find(sources.id(item)).filter(like::allows).isPresent();
      boolean conditions = !like.conditions().isEmpty();
      if (conditions) {
        IntStream.of(CandidatePool.of(scores, meeting, CandidatePool.EACH))
            .forEach(item -> fit.merge(item, like.searches() ? MEETS : 1, Math::max));
      }
      double least = conditions ? MEETS : 0;
      for (List<ScoredItem> found :
          List.of(
              typed(like, meeting, CandidatePool.EACH),
              alike(like, similarity, meeting, CandidatePool.EACH))) {
        for (ScoredItem one : found) {
          double share = Math.sqrt(one.score() / found.getFirst().score());
          fit.merge(one.item(), least + (1 - least) * share, Math::max);
        }
      }
    }
    return fit;
  }
}
