/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import dev.edgewise.rank.prompt.PlainText;
import dev.edgewise.recommend.wish.RangePatterns.Range;
import dev.edgewise.recommend.wish.WishVocabulary.Trait;
import dev.edgewise.recommend.wish.WishWords.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one wish, from its titles over its ranges to its values. For one thread. */
final class WishReading {
  private static final int LONGEST_PHRASE = 6;
  private static final int MOST = 8;
  private static final int LONG_NAME = 7;
  private static final int LONG_HANGUL = 3;

  /** How many words may stand between "not" and what it excludes. */
  private static final int NEAR = 3;

  private final String text;
  private final List<Word> words;
  private final WishVocabulary known;
  private final String categories;
  private final @Nullable String price;
  private final Predicate<String> isTitle;

  /** Words of conditions, and words such as "not" beside them. */
  private final boolean[] used;

  /** Words of titles that something is compared with. */
  private final boolean[] title;

  private final List<Found> found = new ArrayList<>();
  private final List<Alike> alike = new ArrayList<>();
  private final List<Unwanted> unwanted = new ArrayList<>();

  /** A condition, and the first and the last of its words. */
  private record Found(Condition condition, int first, int last) {}

  /**
   * A reading of a text.
   *
   * @param categories the attribute name of the categories
   * @param price the name of the attribute that is a price, or null
   */
  WishReading(
      String text,
      List<Word> words,
      WishVocabulary known,
      String categories,
      @Nullable String price,
      Predicate<String> isTitle) {
    this.text = text;
    this.words = words;
    this.known = known;
    this.categories = categories;
    this.price = price;
    this.isTitle = isTitle;
    this.used = new boolean[words.size()];
    this.title = new boolean[words.size()];
  }

  Wish read() {
    readTitles();
    known.ranges().in(text).forEach(this::add);
    for (int first = 0; first < words.size(); first++) {
      first = Math.max(first, phrase(first));
    }
    shareExclusions();
    found.sort(Comparator.comparingInt(Found::first));
    List<Condition> conditions = found.stream().map(Found::condition).limit(MOST).toList();
    readUnwanted();
    return new Wish(
        conditions,
        rest(),
        alike.stream().limit(MOST).toList(),
        unwanted.stream().limit(MOST).toList());
  }

  /** Reads titles behind "like", or before a word for it. */
  private void readTitles() {
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (known.words().compares(word)) {
        readTitlesBehind(i);
      } else if (known.words().comparesBefore(word)) {
        readTitleBefore(i, word.end());
      } else if (known.words().comparesAtEnd(word) > 0) {
        readTitleBefore(i + 1, word.end() - known.words().comparesAtEnd(word));
      }
    }
  }

  private void readTitlesBehind(int like) {
    int first = like + 1;
    while (first < words.size()
        && longestTitle(first) < first
        && known.words().fills(words.get(first))) {
      first++;
    }
    int last = first < words.size() ? longestTitle(first) : -1;
    if (last < first) {
      return;
    }
    mark(first, last);
    if (like > 0 && known.words().wants(words.get(like - 1))) {
      return; // "I'd like Airplane" asks for Airplane
    }
    compare(like, last, text(first, last));
    int second = last + 2;
    if (second < words.size() && known.words().joinsTitles(words.get(last + 1))) {
      int end = longestTitle(second);
      if (end >= second) {
        mark(second, end);
        compare(last + 1, end, text(second, end));
      }
    }
  }

  /** Reads the longest title whose last word is before a place, and that ends there in the text. */
  private void readTitleBefore(int place, int textEnd) {
    for (int first = Math.max(0, place - LONGEST_PHRASE); first < place; first++) {
      int end = Math.min(textEnd, words.get(place - 1).end());
      String name =
          text.substring(words.get(first).start(), Math.max(words.get(first).start(), end));
      if (isTitle.test(name)) {
        mark(first, place - 1);
        int last =
            place < words.size() && known.words().comparesBefore(words.get(place))
                ? place
                : place - 1;
        compare(first, last, name);
        return;
      }
    }
  }

  private void compare(int first, int last, String name) {
    boolean not = first > 0 && known.words().negates(words.get(first - 1));
    if (!not) {
      alike.add(new Alike(name, text(first, last)));
    }
    for (int i = not ? first - 1 : first; i <= last; i++) {
      used[i] = true;
    }
  }

  private int longestTitle(int first) {
    for (int last = Math.min(words.size(), first + LONGEST_PHRASE) - 1; last >= first; last--) {
      if (isTitle.test(text(first, last))) {
        return last;
      }
    }
    return first - 1;
  }

  private void mark(int first, int last) {
    for (int i = first; i <= last; i++) {
      title[i] = true;
    }
  }

  private String text(int first, int last) {
    return text.substring(words.get(first).start(), words.get(last).end());
  }

  private void add(Range range) {
    String attribute = range.price() ? price : Condition.YEAR;
    int first = 0;
    int last = words.size() - 1;
    while (first < words.size() && words.get(first).end() <= range.start()) {
      first++;
    }
    while (last >= 0 && words.get(last).start() >= range.end()) {
      last--;
    }
    if (attribute != null && first <= last && isFree(first, last)) {
      Span span = withExclusion(first, last);
      String said = text(span.first, span.last);
      add(
          Condition.range(attribute, range.from(), range.to(), span.not, said),
          span.first,
          span.last);
    }
  }

  private void add(Condition condition, int first, int last) {
    found.add(new Found(condition, first, last));
    for (int i = first; i <= last; i++) {
      used[i] = true;
    }
  }

  private boolean isFree(int first, int last) {
    for (int i = first; i <= last; i++) {
      if (used[i] || title[i]) {
        return false;
      }
    }
    return true;
  }

  /** Reads the longest phrase that begins at a word, and returns its last one; -1 if none does. */
  private int phrase(int first) {
    for (int last = Math.min(words.size(), first + LONGEST_PHRASE) - 1; last >= first; last--) {
      Trait trait = isFree(first, last) ? trait(first, last) : null;
      if (trait != null && !trait.attribute().equals(categories) && isKind(first, last)) {
        continue; // "a scary film" asks for no series of this name
      }
      if (trait != null && isCompared(trait, first, last)) {
        mark(first, last);
        return last;
      }
      if (trait != null) {
        boolean category = trait.attribute().equals(categories);
        Span span = withExclusion(first, last);
        if (span.not && isOtherForm(trait, first, last)) {
          return -1; // "without aliens" excludes more than the series "Alien"
        }
        String said = text(span.first, span.last);
        add(
            Condition.of(trait.attribute(), category, trait.value(), span.not, said, also(trait)),
            span.first,
            span.last);
        return span.last;
      }
    }
    return -1;
  }

  /** Other attributes with the value, if they are makers, too. */
  private Set<String> also(Trait trait) {
    return known.phrases().getOrDefault(WishWords.forms(trait.value()), Set.of()).stream()
        .filter(one -> one.value().equals(trait.value()))
        .map(Trait::attribute)
        .filter(one -> !one.equals(categories) && !one.equals(trait.attribute()))
        .collect(Collectors.toSet());
  }

  private boolean isOtherForm(Trait trait, int first, int last) {
    return first == last
        && !trait.attribute().equals(categories)
        && !PlainText.folded(trait.value()).contains(words.get(first).written());
  }

  /** Whether words are the name of a category, and behind it words such as "film". */
  private boolean isKind(int first, int last) {
    int end = last;
    while (end > first && known.words().fills(words.get(end))) {
      end--;
    }
    Trait kind = end < last ? trait(first, end) : null;
    return kind != null && kind.attribute().equals(categories);
  }

  /** Whether something is to be like it: "like Indiana Jones" asks for no Indiana Jones. */
  private boolean isCompared(Trait trait, int first, int last) {
    return !trait.attribute().equals(categories)
        && ((first > 0 && known.words().compares(words.get(first - 1)))
            || (last + 1 < words.size() && known.words().comparesBefore(words.get(last + 1))));
  }

  private @Nullable Trait trait(int first, int last) {
    StringJoiner before = new StringJoiner(" ", "", first == last ? "" : " ");
    for (int i = first; i < last; i++) {
      before.add(words.get(i).form());
    }
    String begin = first == last ? "" : before.toString();
    Word end = words.get(last);
    List<String> forms = new ArrayList<>(List.of(end.form()));
    forms.addAll(known.words().stems(end.written()));
    for (String form : forms) {
      Trait trait = best(known.phrases(), begin + form);
      if (trait != null) {
        return trait;
      }
    }
    return first == last ? ofLastName(first, forms) : null;
  }

  /** A long last name of one maker only needs no word before it. */
  private @Nullable Trait ofLastName(int place, List<String> forms) {
    boolean named = place > 0 && known.words().announcesMaker(words.get(place - 1));
    for (String form : forms) {
      Set<Trait> makers = known.lastNames().getOrDefault(form, Set.of());
      long names = makers.stream().map(Trait::value).distinct().count();
      boolean telling = form.length() >= (form.codePointAt(0) >= '가' ? LONG_HANGUL : LONG_NAME);
      if (names == 1 && (named || telling)) {
        return best(known.lastNames(), form);
      }
    }
    return null;
  }

  /** The trait of a phrase; categories come before other attributes. */
  private @Nullable Trait best(Map<String, Set<Trait>> phrases, String forms) {
    return phrases.getOrDefault(forms, Set.of()).stream()
        .min(
            Comparator.comparing((Trait trait) -> !trait.attribute().equals(categories))
                .thenComparing(Trait::attribute)
                .thenComparing(Trait::value))
        .orElse(null);
  }

  /** Words, and those beside them that exclude them. */
  private record Span(int first, int last, boolean not) {}

  private Span withExclusion(int first, int last) {
    for (int i = first - 1; i >= Math.max(0, first - NEAR) && !used[i]; i--) {
      boolean verb = i == first - 1 && known.words().negatesVerb(words.get(i));
      if (verb || known.words().negates(words.get(i))) {
        return new Span(i, last, true);
      }
      if (!known.words().fills(words.get(i))) {
        break;
      }
    }
    for (int i = last + 1; i <= Math.min(words.size() - 1, last + NEAR) && !used[i]; i++) {
      if (known.words().negatesBefore(words.get(i))) {
        return new Span(first, i, true);
      }
      if (known.words().negatesVerb(words.get(i))
          && i + 1 < words.size()
          && known.words().fills(words.get(i + 1))) {
        return new Span(first, i + 1, true);
      }
      if (!known.words().fills(words.get(i))) {
        break;
      }
    }
    return new Span(first, last, false);
  }

  /** "No horror or war" excludes both. */
  private void shareExclusions() {
    found.sort(Comparator.comparingInt(Found::first));
    for (int i = 1; i < found.size(); i++) {
      share(found.get(i - 1), found.get(i), i);
    }
    for (int i = found.size() - 2; i >= 0; i--) {
      Found next = found.get(i + 1);
      Found one = found.get(i);
      boolean joined = next.first == one.last + 1 && known.words().joinsBehind(words.get(one.last));
      if (joined && next.condition.not() && !one.condition.not()) {
        found.set(i, new Found(one.condition.excluding(), one.first, one.last));
      }
    }
  }

  private void share(Found before, Found one, int place) {
    boolean joined =
        one.first == before.last + 2 && known.words().joins(words.get(before.last + 1));
    if (joined && before.condition.not() && !one.condition.not()) {
      found.set(place, new Found(one.condition.excluding(), one.first, one.last));
      used[before.last + 1] = true;
    }
  }

  /** Reads the words of which no column tells that are excluded: "without aliens". */
  private void readUnwanted() {
    for (int i = 0; i < words.size(); i++) {
      if (!isFree(i, i) || known.words().fills(words.get(i)) || excludes(words.get(i))) {
        continue;
      }
      Span span = withExclusion(i, i);
      if (span.not) {
        unwanted.add(new Unwanted(text(i, i), text(span.first, span.last)));
        for (int each = span.first; each <= span.last; each++) {
          used[each] = true;
        }
      }
    }
  }

  private boolean excludes(Word word) {
    return known.words().negates(word)
        || known.words().negatesVerb(word)
        || known.words().negatesBefore(word);
  }

  /** The words that are left, without those that say nothing. */
  private String rest() {
    StringJoiner rest = new StringJoiner(" ");
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean says = !known.words().fills(word) && !excludes(word);
      if (!used[i] && (title[i] || says)) {
        rest.add(text.substring(word.start(), word.end()));
      }
    }
    return rest.toString();
  }
}
