/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says about each item: its categories, the words of its title and text, and its
 * year. Items are identified by their numbers, words and categories by their places in the order of
 * appearance. Not thread-safe: allow many readers or one writer.
 */
public final class ItemContent {
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MIN_WORD_LENGTH = 3;

  /** With more words of a text, lists of similar items were worse. */
  private static final int MAX_WORDS = 24;

  /** In a large catalogue, words that more than this share of the items have tell nothing. */
  private static final double COMMON = 0.1;

  private static final int LARGE_CATALOGUE = 1000;
  private static final int[] NONE = {};

  private final Map<String, Integer> categoryNumbers = new HashMap<>();
  private final List<String> categoryNames = new ArrayList<>();
  private final Map<String, Integer> wordNumbers = new HashMap<>();
  private int[] frequencies = new int[1024];
  private int[] categoryItems = new int[16];
  private int[][] categories = {};
  private int[][] words = {};
  private float[] years = {};
  private int items;

  /** Computed when first needed after a change. */
  private volatile @Nullable Weights weights;

  /**
   * How much words and categories count.
   *
   * @param rarity by word, 0 for words that tell nothing
   * @param norms by item the length of its vector of rarities
   * @param categoryRarity by category
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Weights(float[] rarity, float[] norms, float[] categoryRarity) {}

  /** Creates a description of no items. */
  public ItemContent() {}

  /** Returns a copy that later changes don't reach. */
  public ItemContent copy() {
    ItemContent copy = new ItemContent();
    copy.categoryNumbers.putAll(categoryNumbers);
    copy.categoryNames.addAll(categoryNames);
    copy.wordNumbers.putAll(wordNumbers);
    copy.frequencies = frequencies.clone();
    copy.categoryItems = categoryItems.clone();
    copy.categories = categories.clone();
    copy.words = words.clone();
    copy.years = years.clone();
    copy.items = items;
    return copy;
  }

  /**
   * Adds an item, or replaces the item with this number.
   *
   * @param texts title, description and other texts; words from three letters count
   * @param year a number that says when the item is from; NaN if unknown
   */
  public void put(int item, List<String> itemCategories, List<String> texts, double year) {
    if (item >= categories.length) {
      int room = Math.max(item + 1, categories.length + categories.length / 2);
      categories = Arrays.copyOf(categories, room);
      words = Arrays.copyOf(words, room);
      years = Arrays.copyOf(years, room);
    }
    if (categories[item] == null) {
      items++;
    } else {
      forget(item);
    }
    categories[item] = numbers(itemCategories);
    words[item] = words(texts);
    years[item] = (float) year;
    weights = null;
    for (int word : words[item]) {
      frequencies[word]++;
    }
    for (int category : categories[item]) {
      categoryItems[category]++;
    }
  }

  private void forget(int item) {
    for (int word : words[item]) {
      frequencies[word]--;
    }
    for (int category : categories[item]) {
      categoryItems[category]--;
    }
  }

  private int[] numbers(List<String> names) {
    Set<Integer> numbers = new LinkedHashSet<>();
    for (String name : names) {
      Integer number = categoryNumbers.get(name);
      if (number == null) {
        number = categoryNames.size();
        categoryNumbers.put(name, number);
        categoryNames.add(name);
      }
      numbers.add(number);
    }
    if (categoryNames.size() > categoryItems.length) {
      categoryItems = Arrays.copyOf(categoryItems, 2 * categoryNames.size());
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private int[] words(List<String> texts) {
    Set<Integer> numbers = new LinkedHashSet<>();
    for (String text : texts) {
      for (String word : WORD_BREAK.split(text.toLowerCase(Locale.ROOT), -1)) {
        if (word.length() >= MIN_WORD_LENGTH && numbers.size() < MAX_WORDS) {
          numbers.add(wordNumbers.computeIfAbsent(word, any -> wordNumbers.size()));
        }
      }
    }
    if (wordNumbers.size() > frequencies.length) {
      frequencies = Arrays.copyOf(frequencies, 2 * wordNumbers.size());
    }
    return numbers.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** Returns the numbers of an item's categories; don't change the array. */
  public int[] categories(int item) {
    return item < categories.length && categories[item] != null ? categories[item] : NONE;
  }

  /** Returns the numbers of an item's words; don't change the array. */
  int[] words(int item) {
    return item < words.length && words[item] != null ? words[item] : NONE;
  }

  /** Returns the number of categories so far. */
  public int categoryCount() {
    return categoryNames.size();
  }

  /** Returns the name of a category. */
  public String category(int number) {
    return categoryNames.get(number);
  }

  /** Returns the number of the category with this name, whatever its case; -1 if there is none. */
  public int categoryNamed(String name) {
    Integer exact = categoryNumbers.get(name);
    if (exact != null) {
      return exact;
    }
    for (int i = 0; i < categoryNames.size(); i++) {
      if (categoryNames.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns how many items have the category. */
  int itemsOf(int category) {
    return categoryItems[category];
  }

  /** Returns the item's year; NaN if unknown. */
  double year(int item) {
    return item < years.length && categories[item] != null ? years[item] : Double.NaN;
  }

  /**
   * Adds, for each item, the similarity of its words to those of given items: the cosine of vectors
   * in which a word counts by how rare it is.
   *
   * @param liked numbers of items
   * @param factors the weight of each
   * @param sums by item number
   */
  void addSimilarity(int[] liked, float[] factors, float[] sums) {
    Weights known = weights();
    float[] wanted = new float[known.rarity.length];
    boolean any = false;
    for (int i = 0; i < liked.length; i++) {
      float norm = liked[i] < known.norms.length ? known.norms[liked[i]] : 0;
      for (int word : factors[i] == 0 || norm == 0 ? NONE : words(liked[i])) {
        wanted[word] += factors[i] * known.rarity[word] / norm;
        any = true;
      }
    }
    for (int item = 0; any && item < Math.min(sums.length, known.norms.length); item++) {
      float dot = 0;
      for (int word : words(item)) {
        dot += wanted[word] * known.rarity[word];
      }
      sums[item] += dot == 0 ? 0 : dot / known.norms[item];
    }
  }

  /** Returns how much each word counts, by number: 0 for one that tells nothing. */
  float[] rarity() {
    return weights().rarity;
  }

  /**
   * Returns how alike the words of two items are, from 0 to 1: the cosine of vectors in which a
   * word counts by how rare it is.
   */
  double wordSimilarity(int one, int other) {
    Weights known = weights();
    int[] words = words(one);
    int[] others = words(other);
    double dot = 0;
    for (int i = 0, j = 0; i < words.length && j < others.length; ) {
      if (words[i] == others[j]) {
        dot += known.rarity[words[i]] * known.rarity[words[i]];
      }
      int step = Integer.compare(words[i], others[j]);
      i += step <= 0 ? 1 : 0;
      j += step >= 0 ? 1 : 0;
    }
    return dot == 0 ? 0 : Math.min(1, dot / (known.norms[one] * known.norms[other]));
  }

  /**
   * Returns how alike the categories of two items are, from 0 to 1: the cosine of vectors in which
   * a category counts by how rare it is. 0 without categories.
   */
  public double categoryFit(int one, int other) {
    float[] rarity = weights().categoryRarity;
    double both = 0;
    double ofOne = 0;
    double ofOther = 0;
    for (int category : categories(one)) {
      ofOne += rarity[category] * rarity[category];
    }
    for (int category : categories(other)) {
      double square = rarity[category] * rarity[category];
      ofOther += square;
      both += has(one, category) ? square : 0;
    }
    return both == 0 ? 0 : Math.min(1, both / Math.sqrt(ofOne * ofOther));
  }

  private boolean has(int item, int category) {
    for (int own : categories(item)) {
      if (own == category) {
        return true;
      }
    }
    return false;
  }

  private Weights weights() {
    Weights known = weights;
    if (known == null) {
      known = weigh();
      weights = known;
    }
    return known;
  }

  private Weights weigh() {
    double most = items > LARGE_CATALOGUE ? COMMON * items : items;
    float[] rarity = new float[wordNumbers.size()];
    for (int word = 0; word < rarity.length; word++) {
      boolean common = frequencies[word] > most;
      rarity[word] = common ? 0 : (float) Math.log(1 + items / (1.0 + frequencies[word]));
    }
    float[] norms = new float[words.length];
    for (int item = 0; item < norms.length; item++) {
      double sum = 0;
      for (int word : words(item)) {
        sum += rarity[word] * rarity[word];
      }
      norms[item] = (float) Math.sqrt(sum);
    }
    float[] categoryRarity = new float[categoryNames.size()];
    for (int category = 0; category < categoryRarity.length; category++) {
      categoryRarity[category] = (float) Math.log(1 + items / (1.0 + categoryItems[category]));
    }
    return new Weights(rarity, norms, categoryRarity);
  }
}
