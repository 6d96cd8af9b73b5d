/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import dev.edgewise.profile.StatedPreferences;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.wish.WishVocabulary.Trait;
import dev.edgewise.recommend.wish.WishWords.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what somebody asks for: which of the words are conditions that the catalogue's columns
 * decide, and the rest. Conditions are the values of its categories and makers, by their names in
 * the catalogue's description and usual other words, and ranges of years and prices; each may be
 * excluded. The grammar is in docs/wishes.md. Thread-safe.
 */
public final class WishReader {
  private static final int MAX_TEXT = 300;
  private static final int SHORTEST_LAST_NAME = 4;
  private static final Set<String> PRICES = Set.of("price", "cost");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Catalogue catalogue;
  private final Map<String, WishVocabulary> vocabularies = new ConcurrentHashMap<>();
  private final Set<Trait> traits = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String price;

  /** Reads wishes for a catalogue, also for items that it gets later. */
  public WishReader(Catalogue catalogue) {
    this.catalogue = catalogue;
    catalogue.all().forEach(this::learn);
    catalogue.onPut(this::learn);
  }

  private void learn(Item item) {
    item.categories().forEach(value -> learn(catalogue.description().categories(), value));
    item.attributes().forEach(this::learn);
  }

  private void learn(String attribute, String value) {
    if (PRICES.contains(attribute.toLowerCase(Locale.ROOT))) {
      price = attribute;
    }
    if (decides(attribute, value) && traits.add(new Trait(attribute, value))) {
      vocabularies.values().forEach(known -> learn(known, new Trait(attribute, value)));
    }
  }

  /** Whether a value is a condition: those of other attributes say how an item is. */
  private boolean decides(String attribute, String value) {
    Wording wording = catalogue.description().wording();
    return attribute.equals(catalogue.description().categories())
        || attribute.equals("language")
        || wording.explain(attribute, value) == Wording.Explain.ALWAYS;
  }

  private WishVocabulary vocabulary(Language language) {
    return vocabularies.computeIfAbsent(
        language.tag(),
        any -> {
          WishVocabulary made =
              new WishVocabulary(language, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
          traits.forEach(trait -> learn(made, trait));
          return made;
        });
  }

  private void learn(WishVocabulary vocabulary, Trait trait) {
    phrases(trait, vocabulary.language())
        .forEach(phrase -> put(vocabulary.phrases(), WishWords.forms(phrase), trait));
    List<Word> name = WishWords.of(trait.value());
    boolean maker = !trait.attribute().equals(catalogue.description().categories());
    if (maker && name.size() > 1) {
      String last = name.getLast().form();
      if (last.length() >= SHORTEST_LAST_NAME) {
        put(vocabulary.lastNames(), last, trait);
      }
      String known =
          catalogue
              .description()
              .wording()
              .names(vocabulary.language(), trait.attribute())
              .get(trait.value());
      if (known != null) {
        put(vocabulary.lastNames(), WishWords.of(known).getLast().form(), trait);
      }
    }
  }

  private static void put(Map<String, Set<Trait>> phrases, String forms, Trait trait) {
    if (forms.length() > 1) {
      phrases.computeIfAbsent(forms, any -> ConcurrentHashMap.newKeySet()).add(trait);
    }
  }

  /** The names of a trait in a language and in English, and usual other words for it. */
  private Set<String> phrases(Trait trait, Language language) {
    Set<String> phrases = new LinkedHashSet<>(List.of(trait.value(), bare(trait.value(), trait)));
    Wording wording = catalogue.description().wording();
    for (Language each : List.of(language, Language.english())) {
      String known = wording.names(each, trait.attribute()).get(trait.value());
      if (known != null) {
        phrases.add(known);
        phrases.add(bare(known, trait));
      }
      wording
          .phrase(each, trait.attribute(), trait.value())
          .ifPresent(phrase ->
              Stream.of(phrase.value(), phrase.is(), phrase.many())
                  .filter(words -> words != null)
                  .map(Wording::withoutArticle)
                  .forEach(phrases::add));
      String others = each.find("wish.synonym." + key(trait.value()));
      if (others != null) {
        phrases.addAll(List.of(others.split("\\s*,\\s*", -1)));
      }
    }
    return phrases;
  }

  /** A name without article, and without the attribute's own name: "Spaceboy". */
  private static String bare(String name, Trait trait) {
    String end = " " + trait.attribute();
    String bare = Wording.withoutArticle(name);
    return bare.endsWith(end) ? bare.substring(0, bare.length() - end.length()) : bare;
  }

  private static String key(String value) {
    return NOT_WORD.matcher(value.toLowerCase(Locale.ROOT)).replaceAll("-");
  }

  /**
   * Reads what a user stated to like and to dislike.
   *
   * @param isTitle as for {@link #read}
   */
  public Stated stated(StatedPreferences given, Language language, Predicate<String> isTitle) {
    List<Wish> likes = new ArrayList<>();
    List<Condition> not = new ArrayList<>();
    List<Unwanted> unwanted = new ArrayList<>();
    for (String text : given.likes()) {
      Wish wish = read(text, language, isTitle);
      wish.conditions().stream().filter(Condition::not).forEach(not::add);
      unwanted.addAll(wish.unwanted());
      Wish liked =
          new Wish(
              wish.conditions().stream().filter(one -> !one.not()).toList(),
              wish.rest(),
              wish.alike(),
              List.of());
      if (!liked.equals(Wish.NONE)) {
        likes.add(liked);
      }
    }
    for (String text : given.dislikes()) {
      Wish wish = read(text, language, isTitle);
      wish.conditions().forEach(one -> not.add(one.excluding()));
      unwanted.addAll(wish.unwanted());
      if (wish.conditions().isEmpty() && WishWords.of(wish.rest()).size() == 1) {
        unwanted.add(new Unwanted(wish.rest(), text));
      }
    }
    return new Stated(likes, not, unwanted);
  }

  /**
   * Reads a wish.
   *
   * @param language the user's; a text in another script is read in that script's language
   * @param isTitle whether a text is a title of the catalogue, or most of one: its words are no
   *     conditions
   */
  public Wish read(String text, Language language, Predicate<String> isTitle) {
    String wish = text.substring(0, Math.min(MAX_TEXT, text.length()));
    List<Word> words = WishWords.of(wish);
    String categories = catalogue.description().categories();
    Wish read =
        new WishReading(wish, words, vocabulary(language.reading(wish)), categories, price, isTitle)
            .read();
    boolean plain =
        read.conditions().isEmpty() && read.alike().isEmpty() && read.unwanted().isEmpty();
    boolean title = words.size() > 1 && isTitle.test(wish);
    boolean asTyped = plain && (words.size() < 2 || read.rest().isEmpty());
    return title || asTyped ? Wish.words(text) : read;
  }
}
