/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * For each cold item the warm items most like it. A cold item has so few users that what they did
 * says little, so its neighbours speak for it. Items are identified by their numbers. Not
 * thread-safe: allow many readers or one writer.
 */
public final class ColdItems {
  /** How many warm items speak for a cold one. */
  private static final int NEIGHBOURS = 8;

  /** No neighbours: each item has only the evidence of its own users. */
  public static final ColdItems NONE = new ColdItems(null, 0);

  private static final int UNKNOWN = -1;

  private final @Nullable WarmItems warm;
  private final int learnt;

  /** By item its place in the arrays below. */
  private int[] places = {};

  private int[] items = {};
  private int count;

  /** By place, {@value #NEIGHBOURS} each; missing ones have a weight of 0. */
  private int[] neighbours = {};

  private float[] weights = {};

  private ColdItems(@Nullable WarmItems warm, int learnt) {
    this.warm = warm;
    this.learnt = learnt;
  }

  /**
   * Finds the neighbours of all cold items. It takes seconds for a hundred thousand items.
   *
   * @param size the number of items; they have the numbers from 0 to size - 1
   */
  public static ColdItems of(ItemContent content, ItemActivity activity, int size) {
    ColdItems all = new ColdItems(WarmItems.of(content, activity, size), size);
    for (int item = 0; item < size; item++) {
      all.put(item, content, activity);
    }
    return all;
  }

  /** Returns the number of items at the time of learning. */
  public int learnt() {
    return learnt;
  }

  /** Finds the neighbours of an item that was added or changed; nothing happens if it is warm. */
  public void put(int item, ItemContent content, ItemActivity activity) {
    if (warm == null || activity.coldness(item) == 0) {
      return;
    }
    List<ScoredItem> similar = warm.similar(item, content, NEIGHBOURS);
    // by roots, since one word in common, as in "Taxi" and "Taxi Driver", mustn't speak alone
    double sum = similar.stream().mapToDouble(one -> Math.sqrt(one.score())).sum();
    int first = place(item) * NEIGHBOURS;
    for (int i = 0; i < NEIGHBOURS; i++) {
      boolean known = i < similar.size();
      neighbours[first + i] = known ? similar.get(i).item() : 0;
      weights[first + i] = known ? (float) (Math.sqrt(similar.get(i).score()) / sum) : 0;
    }
  }

  /** Returns the place of an item, which it gets if it has none. */
  private int place(int item) {
    if (item >= places.length) {
      int known = places.length;
      places = Arrays.copyOf(places, Math.max(item + 1, known + known / 2));
      Arrays.fill(places, known, places.length, UNKNOWN);
    }
    if (places[item] == UNKNOWN) {
      if (count == items.length) {
        int room = Math.max(16, count + count / 2);
        items = Arrays.copyOf(items, room);
        neighbours = Arrays.copyOf(neighbours, room * NEIGHBOURS);
        weights = Arrays.copyOf(weights, room * NEIGHBOURS);
      }
      places[item] = count;
      items[count++] = item;
    }
    return places[item];
  }

  /** Returns the number of items that were cold when they were learnt or put. */
  int count() {
    return count;
  }

  /** Returns the item at a place, from 0 to {@link #count} - 1. It may be warm by now. */
  int item(int place) {
    return items[place];
  }

  /**
   * Returns the mean of values by item number over the neighbours of the item at a place; 0 without
   * any.
   */
  float mean(int place, float[] values) {
    float sum = 0;
    int end = (place + 1) * NEIGHBOURS;
    for (int i = place * NEIGHBOURS; i < end && weights[i] > 0; i++) {
      sum += neighbours[i] < values.length ? weights[i] * values[neighbours[i]] : 0;
    }
    return sum;
  }

  /** Adds {@code factor} times the mean of the rows of an item's neighbours. */
  void addRows(int item, float factor, ItemMatrix matrix, float[] sums) {
    for (int i = first(item); i < end(item) && weights[i] > 0; i++) {
      matrix.addRow(neighbours[i], factor * weights[i], sums);
    }
  }

  /** Returns the neighbours of an item, the most similar first; none of a warm item. */
  int[] neighbours(int item) {
    return IntStream.range(first(item), end(item))
        .filter(i -> weights[i] > 0)
        .map(i -> neighbours[i])
        .toArray();
  }

  private int first(int item) {
    return item < places.length && places[item] != UNKNOWN ? places[item] * NEIGHBOURS : 0;
  }

  private int end(int item) {
    return item < places.length && places[item] != UNKNOWN ? first(item) + NEIGHBOURS : 0;
  }
}
