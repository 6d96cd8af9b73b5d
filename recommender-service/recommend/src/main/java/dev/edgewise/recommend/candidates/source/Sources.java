/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.feature.ColdItems;
import dev.edgewise.rank.feature.ItemActivity;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.ItemMatrices;
import dev.edgewise.rank.feature.ItemNeighbourhood;
import dev.edgewise.rank.feature.RankingContext;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.rank.feature.SequenceSource;
import dev.edgewise.rank.feature.UserHistory;
import dev.edgewise.rank.feature.UserScores;
import dev.edgewise.rank.language.Language;
import dev.edgewise.recommend.candidates.history.History;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.candidates.history.ProfileHistory;
import dev.edgewise.recommend.candidates.history.Signal;
import dev.edgewise.recommend.candidates.history.UserHistories;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.learn.FittedRanker;
import dev.edgewise.recommend.learn.Interactions;
import dev.edgewise.recommend.learn.NamedSequenceModel;
import dev.edgewise.recommend.wish.Stated;
import dev.edgewise.recommend.wish.WishReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data from which items are found for a user: what the catalogue says, what users did, and what
 * was learnt from it. Counts and histories change with each event; matrices are learnt again in the
 * background. Not thread-safe: the owner must allow many readers or one writer.
 */
public final class Sources {
  private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?[\\d.,]+\\s*");
  private static final int[] NO_CATEGORIES = {};
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final ItemNumbers numbers = new ItemNumbers();
  private final UserHistories histories = new UserHistories();
  private final ItemContent content = new ItemContent();
  private final ItemActivity activity = new ItemActivity();
  private final ContentSearch search;
  private final Newcomers newcomers;
  private final WishReader wishes;
  private final String categories;
  private RankingContext context;
  private PopularByCategory popular;

  public Sources(Catalogue catalogue, InstantSource clock) {
    this.wishes = new WishReader(catalogue);
    this.categories = catalogue.description().categories();
    catalogue.all().stream().map(Item::id).sorted().forEach(numbers::of);
    this.search = new ContentSearch(catalogue, numbers, activity::logUserShare);
    this.newcomers = new Newcomers(clock);
    catalogue.all().forEach(this::describe);
    this.context = context(ItemMatrices.EMPTY, Recency.STANDARD, ColdItems.NONE, null);
    this.popular = PopularByCategory.of(context);
  }

  /**
   * Values come before the text, of which only the first words count. A value of several words
   * counts as a whole, too: the same maker is more than the same first name. Numbers, above all the
   * year, aren't words: items with little else in common would be alike by them.
   */
  private void describe(Item item) {
    List<String> texts = new ArrayList<>(List.of(item.title()));
    item.attributes().values().stream()
        .filter(value -> !NUMBER.matcher(value).matches())
        .forEach(value -> texts.addAll(List.of(value, NO_LETTERS.matcher(value).replaceAll(""))));
    texts.add(item.text());
    Double year = item.year();
    content.put(numbers.of(item.id()), item.categories(), texts, year == null ? Double.NaN : year);
  }

  public ContentSearch search() {
    return search;
  }

  public Newcomers newcomers() {
    return newcomers;
  }

  public UserHistories histories() {
    return histories;
  }

  public ItemNumbers numbers() {
    return numbers;
  }

  public int number(String id) {
    return numbers.find(id);
  }

  public String id(int number) {
    return numbers.id(number);
  }

  /** Adds an item or a changed item. */
  public void put(Item item) {
    newcomers.put(numbers.of(item.id()), item);
    describe(item);
    context.cold().put(numbers.of(item.id()), content, activity);
    search.put(item);
  }

  /** Records an event; returns whether the user chose the item by it and had not before. */
  public boolean record(Event event, Signal signal) {
    int item = numbers.of(event.item());
    long second = event.time().getEpochSecond();
    History history = histories.open(event.user());
    float earlier = history.opinion(item);
    boolean newlyChosen = history.record(item, signal, second);
    activity.see(second);
    if (newlyChosen) {
      activity.record(item, second);
    }
    if (signal.isOpinion()) {
      activity.judge(item, history.opinion(item), earlier);
    }
    newcomers.record(item);
    return newlyChosen;
  }

  /** Everything that features need, as it is now. */
  public RankingContext context() {
    return context.withSize(numbers.size());
  }

  /** The scores of all items for a user. */
  public UserScores scores(Profile profile) {
    return UserScores.of(context(), history(profile));
  }

  /** The history of a profile, with numbered items. */
  public UserHistory history(Profile profile) {
    Stated stated = stated(profile);
    return ProfileHistory.of(
        profile, numbers, categories(stated.likedTraits()), categories(stated.dislikedTraits()));
  }

  /** What the user of a profile stated to like and to dislike. */
  public Stated stated(Profile profile) {
    return profile.stated().likes().isEmpty() && profile.stated().dislikes().isEmpty()
        ? Stated.NOTHING
        : wishes.stated(profile.stated(), Language.of(profile.language()), search::isTitle);
  }

  private int[] categories(Set<String> traits) {
    return traits.isEmpty()
        ? NO_CATEGORIES
        : IntStream.range(0, content.categoryCount())
            .filter(category -> traits.contains(categories + ":" + content.category(category)))
            .toArray();
  }

  /** Reads wishes in the words of the catalogue. */
  public WishReader wishes() {
    return wishes;
  }

  /**
   * Open items that may be similar to an item, each kind of them at most {@code each}: chosen by
   * the same users, with similar words, with similar categories, and popular in its categories.
   */
  public IntStream near(Item item, IntPredicate open, int each) {
    int number = number(item.id());
    IntStream chosen =
        new ItemNeighbourhood(context, number)
            .chosenWith(each).stream().mapToInt(Integer::intValue).filter(open);
    IntStream wellKnown = popular.in(content.categories(number), each).filter(open);
    return Stream.of(chosen, search.like(item, open, 2 * each), wellKnown)
        .flatMapToInt(found -> found)
        .filter(other -> other != number)
        .distinct();
  }

  /** A snapshot of all histories. */
  public Interactions snapshot() {
    return histories.snapshot(numbers.size());
  }

  /** A snapshot of what the catalogue says about the items. */
  public ItemContent contentSnapshot() {
    return content.copy();
  }

  /** Uses what was learnt from a snapshot. */
  public void use(ItemMatrices matrices, ColdItems cold) {
    for (int item = cold.learnt(); item < numbers.size(); item++) {
      cold.put(item, content, activity); // it was added meanwhile
    }
    context = context(matrices, context.recency(), cold, context.sequence());
    popular = PopularByCategory.of(context);
  }

  /** Uses the recency and the sequential model of a fitted ranker. */
  public void use(FittedRanker fitted) {
    NamedSequenceModel sequence = fitted.sequence();
    context =
        context(
            context.matrices(),
            fitted.recency(),
            context.cold(),
            sequence == null ? null : sequence.source(numbers::of));
  }

  private RankingContext context(
      ItemMatrices matrices, Recency recency, ColdItems cold, @Nullable SequenceSource sequence) {
    int size = numbers.size();
    double[] shares = RankingContext.shares(content, activity, size);
    return new RankingContext(size, content, activity, matrices, recency, shares, cold, sequence);
  }
}
