/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.feature.CandidatePool;
import dev.edgewise.rank.feature.ItemRanker;
import dev.edgewise.rank.feature.ScoreCauses;
import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.rank.feature.UserScores;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.rank.prompt.PlainText;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.candidates.source.Sources;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.wish.Condition;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the facts that reasons for a list are made of: the user's likes that carry an item, the
 * strongest first, then what the item is, the rarest first, a sentence of its text in the user's
 * language, and how popular it is. For one user and one thread.
 */
final class Explanations {
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final double POPULAR = 0.1;

  /** "Others often like this too" needs some people, and more than a few of a hundred. */
  private static final double LEAST_TOGETHER = 2.5;

  private static final double TOGETHER = 0.1;

  /** What more than this share of the items is isn't special. */
  private static final double COMMON = 0.2;

  private final Catalogue catalogue;
  private final Sources sources;
  private final ListContext context;
  private final String language;
  private final Function<String, @Nullable String> titles;
  private final Set<String> queried;
  private final List<Item> alike;
  private final Map<Integer, List<ScoredItem>> causes;

  /** The attributes in the order of the catalogue's description. */
  private final List<String> described;

  Explanations(
      Catalogue catalogue,
      Sources sources,
      ListContext context,
      Map<Integer, List<ScoredItem>> causes) {
    this.catalogue = catalogue;
    this.sources = sources;
    this.context = context;
    this.language = Language.of(context.user().language()).tag();
    this.titles = catalogue.titlesIn(language);
    this.queried = words(context.wish().sought());
    this.alike = sources.search().alike(context.wish());
    this.causes = causes;
    this.described = List.copyOf(catalogue.description().wording().attributes().keySet());
  }

  /**
   * Prepares the facts of a list.
   *
   * @param open which items are candidates for the user
   */
  static Explanations of(
      Catalogue catalogue,
      Sources sources,
      ListContext context,
      IntPredicate open,
      ItemRanker ranker,
      List<String> shown) {
    Explanations uncaused = new Explanations(catalogue, sources, context, Map.of());
    if (!context.deadline().allows(Duration.ZERO)) {
      return uncaused;
    }
    UserScores scores = sources.scores(context.profile());
    if (scores.user().size() == 0) {
      return uncaused;
    }
    int[] numbers =
        shown.stream()
            .mapToInt(sources::number)
            .filter(number -> number != ItemNumbers.NONE)
            .toArray();
    int[] pool = CandidatePool.of(scores, open, CandidatePool.EACH);
    ScoreCauses causes = new ScoreCauses(scores, ranker, context.personal(), pool);
    return new Explanations(catalogue, sources, context, causes.of(numbers, context.deadline()));
  }

  /** The candidate with its title in the user's language and the facts of a shown item. */
  Candidate of(Candidate candidate, Item item) {
    return candidate.withFacts(of(item)).titled(item.title(language));
  }

  private List<Fact> of(Item item) {
    int number = sources.number(item.id());
    ItemFacts facts = ItemFacts.start();
    for (ScoredItem cause : causes.getOrDefault(number, List.of())) {
      String title = titles.apply(sources.id(cause.item()));
      if (title != null && together(number, cause.item()) >= TOGETHER) {
        facts.likedWith(sources.id(cause.item()), title);
      } else if (title != null) {
        facts.similar(sources.id(cause.item()), title);
      }
    }
    addTraits(facts, item);
    alike.forEach(one -> addAlike(facts, item, one));
    context.wish().conditions().stream()
        .filter(one -> !one.not())
        .forEach(one -> addMet(facts, item, one));
    String sentence = Sentences.told(item.text(language), queried);
    if (!sentence.isEmpty()) {
      facts.add(Fact.Kind.SAYS, "text", sentence);
    }
    if (!queried.isEmpty()) {
      addOtherLanguages(facts, item);
    }
    double share = sources.context().activity().trendingShare(number);
    if (share >= POPULAR) {
      facts.add(Fact.Kind.IS, "popularity:popular now", "popular now");
    }
    return facts.list();
  }

  /** The share of the cause's users that chose the item as well; 0 if hardly anybody did. */
  private double together(int item, int cause) {
    double both = sources.context().usersOfBoth(item, cause);
    return both < LEAST_TOGETHER ? 0 : both / sources.context().activity().users(cause);
  }

  /** Adds the words of a condition that the item meets. */
  private static void addMet(ItemFacts facts, Item item, Condition condition) {
    Double year = item.year();
    if (condition.value() != null) {
      String trait = condition.attribute() + ":" + condition.value();
      facts.add(Fact.Kind.SAYS, ItemFacts.MET + trait, condition.words());
    } else if (condition.attribute().equals(Condition.YEAR) && year != null) {
      facts.add(Fact.Kind.SAYS, ItemFacts.MET + Condition.YEAR, year.intValue() + "");
    }
  }

  /** Adds what an item that the user asks for something like has in common with this one. */
  private void addAlike(ItemFacts facts, Item item, Item asked) {
    Set<String> traits = new HashSet<>(catalogue.traitsOf(asked.id()));
    List<String> common = catalogue.traitsOf(item.id()).stream().filter(traits::contains).toList();
    common.forEach(
        trait -> facts.add(Fact.Kind.SAYS, ItemFacts.ALIKE + trait, asked.title(language)));
    facts.add(Fact.Kind.SAYS, ItemFacts.ALIKE, asked.title(language));
  }

  /** Adds titles and texts that the query may match and that the user isn't shown. */
  private void addOtherLanguages(ItemFacts facts, Item item) {
    others(item.title(), item.titles(), item.title(language))
        .forEach(title -> facts.add(Fact.Kind.SAYS, ItemFacts.OTHER_TITLE, title));
    others(item.text(), item.texts(), item.text(language))
        .forEach(
            text -> facts.add(Fact.Kind.SAYS, ItemFacts.OTHER_TEXT, Sentences.best(text, queried)));
  }

  private static Stream<String> others(String first, Map<String, String> others, String shown) {
    return Stream.concat(Stream.of(first), new TreeMap<>(others).values().stream())
        .distinct()
        .filter(one -> !one.isEmpty() && !one.equals(shown));
  }

  /**
   * Adds what the item is, the rarest first; common kinds to be told alone only if it is nothing
   * else.
   */
  private void addTraits(ItemFacts facts, Item item) {
    String category = catalogue.description().categories();
    ItemColumns columns =
        ItemColumns.of(item, category, () -> context.profile().affinities().keySet());
    ItemFacts all =
        ItemFacts.start()
            .categories(category, columns.categories())
            .attributes(columns.attributes());
    List<Fact> rarest =
        all.list().stream().sorted(Comparator.comparingDouble(this::commonness)).toList();
    List<Fact> special =
        rarest.stream().filter(fact -> catalogue.traitShare(fact.subject()) <= COMMON).toList();
    boolean onlyCommon =
        special.stream().noneMatch(fact -> fact.subject().startsWith(category + ":"));
    for (Fact fact : rarest) {
      boolean alone = onlyCommon || special.contains(fact);
      if (alone || fact.subject().startsWith(category + ":")) {
        facts.add(alone ? fact.kind() : Fact.Kind.ALSO, fact.subject(), fact.text());
      }
    }
  }

  /** Makers in the order of the description, so that a series comes before its director. */
  private double commonness(Fact fact) {
    String value = fact.subject().substring(fact.attribute().length() + 1);
    Wording wording = catalogue.description().wording();
    return wording.explain(fact.attribute(), value) == Wording.Explain.ALWAYS
        ? described.indexOf(fact.attribute())
        : catalogue.traitShare(fact.subject());
  }

  private static Set<String> words(String text) {
    return Arrays.stream(WORD_BREAK.split(PlainText.folded(text), -1))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }
}
