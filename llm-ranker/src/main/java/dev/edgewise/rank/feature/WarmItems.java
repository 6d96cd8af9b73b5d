/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Finds the warm items with the words and categories of another item. Rare words count most. Equal
 * categories count a tenth of equal words, and less between items of distant years. Of each word
 * and category only the items with most users are known, so a search stays short. For one thread at
 * a time.
 */
final class WarmItems {
  /** How many items of a word or a category are known. */
  private static final int MOST = 500;

  private static final double CATEGORIES = 0.1;

  /** At this distance in years categories count three quarters of what they count at most. */
  private static final double YEARS = 3;

  private static final int[] NONE = {};

  /** The numbers of the items, those with most users first. The arrays below have this order. */
  private final int[] items;

  private final float[] rarity;
  private final float[] norms;
  private final int[][] byWord;
  private final int[][] byCategory;

  /** Sums of a search, 0 between searches. */
  private final float[] words;

  private final float[] categories;
  private final int[] touched;

  private WarmItems(int[] items, ItemContent content) {
    this.items = items;
    this.rarity = content.rarity();
    this.norms = new float[items.length];
    for (int place = 0; place < items.length; place++) {
      norms[place] = norm(content.words(items[place]));
    }
    this.byWord = places(items, rarity.length, content::words);
    this.byCategory = places(items, content.categoryCount(), content::categories);
    this.words = new float[items.length];
    this.categories = new float[items.length];
    this.touched = new int[items.length];
  }

  /** The warm ones of the items from 0 to {@code size} - 1. */
  static WarmItems of(ItemContent content, ItemActivity activity, int size) {
    int[] warm =
        IntStream.range(0, size)
            .filter(item -> activity.coldness(item) == 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer item) -> -activity.users(item)))
            .mapToInt(Integer::intValue)
            .toArray();
    return new WarmItems(warm, content);
  }

  /** By word or category the places of its items, those with most users first. */
  private static int[][] places(int[] items, int keys, IntFunction<int[]> keysOf) {
    int[] counts = new int[keys];
    for (int item : items) {
      for (int key : keysOf.apply(item)) {
        counts[key] = Math.min(MOST, counts[key] + 1);
      }
    }
    int[][] places = new int[keys][];
    for (int key = 0; key < keys; key++) {
      places[key] = counts[key] == 0 ? NONE : new int[counts[key]];
    }
    int[] filled = new int[keys];
    for (int place = 0; place < items.length; place++) {
      for (int key : keysOf.apply(items[place])) {
        if (filled[key] < counts[key]) {
          places[key][filled[key]++] = place;
        }
      }
    }
    return places;
  }

  private float norm(int[] words) {
    double sum = 0;
    for (int word : words) {
      sum += weight(word);
    }
    return (float) Math.sqrt(sum);
  }

  /** What a shared word adds; 0 for words that no warm item has. */
  private float weight(int word) {
    return word < rarity.length ? rarity[word] * rarity[word] : 0;
  }

  /** Returns the warm items most like an item, best first, with similarities above 0. */
  List<ScoredItem> similar(int item, ItemContent content, int most) {
    int found = 0;
    float norm = norm(content.words(item));
    for (int word : content.words(item)) {
      if (weight(word) > 0) {
        found = add(byWord[word], weight(word) / norm, words, found);
      }
    }
    int[] own = content.categories(item);
    for (int category : own) {
      if (category < byCategory.length) {
        found = add(byCategory[category], 1, categories, found);
      }
    }
    TopItems top = new TopItems(most, any -> true);
    for (int i = 0; i < found; i++) {
      int place = touched[i];
      double similarity = words[place] == 0 ? 0 : words[place] / norms[place];
      if (categories[place] > 0) {
        int others = content.categories(items[place]).length;
        double apart = Math.abs(content.year(item) - content.year(items[place]));
        similarity +=
            CATEGORIES * nearness(apart) * categories[place] / Math.sqrt(1.0 * own.length * others);
      }
      top.offer(items[place], similarity);
      words[place] = 0;
      categories[place] = 0;
    }
    return top.list();
  }

  /** From 1 for items of one year, or of unknown years, down to a half. */
  private static double nearness(double apart) {
    return Double.isNaN(apart) ? 1 : 0.5 + 0.5 / (1 + apart / YEARS);
  }

  private int add(int[] places, float value, float[] sums, int found) {
    int count = found;
    for (int place : places) {
      if (words[place] == 0 && categories[place] == 0) {
        touched[count++] = place;
      }
      sums[place] += value;
    }
    return count;
  }
}
