/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import java.util.Arrays;

/**
 * Sums by item, above all for rows of neighbours. Those are gone through for each request and fill
 * most of the memory, so entries lie one beside the other, in the order in which they came, and a
 * hash table holds only their places: gaps at random places are what a processor can't foresee.
 */
public final class ItemCounts {
  private static final int LEAST_ROOM = 4;
  private static final int GOLDEN = 0x9E3779B9;
  private static final int NOWHERE = -1;

  private int[] items;
  private float[] sums;
  private int size;

  /** Where an item is, plus one, from its hash on; 0: the item isn't there. */
  private int[] slots;

  private int shift;

  /** An empty row with room for so many. */
  public ItemCounts(int expected) {
    int room = Math.max(LEAST_ROOM, expected);
    this.items = new int[room];
    this.sums = new float[room];
    this.slots = slotsFor(room);
    this.shift = Integer.numberOfLeadingZeros(slots.length - 1);
  }

  /** At least a third stays empty. */
  private static int[] slotsFor(int room) {
    return new int[Integer.highestOneBit(Math.max(1, room + room / 2 - 1)) << 1];
  }

  public int size() {
    return size;
  }

  /** The item of an entry, from 0 below {@link #size()}. */
  public int item(int entry) {
    return items[entry];
  }

  /** Its sum. */
  public double sum(int entry) {
    return sums[entry];
  }

  public boolean has(int item) {
    return entry(item) != NOWHERE;
  }

  /** The sum of an item, 0 when it isn't there. */
  public double of(int item) {
    int entry = entry(item);
    return entry == NOWHERE ? 0 : sums[entry];
  }

  private int entry(int item) {
    return slots[slot(item)] - 1;
  }

  /** The slot of an item, or the empty one where it would go. */
  private int slot(int item) {
    int slot = (item * GOLDEN) >>> shift;
    while (slots[slot] != 0 && items[slots[slot] - 1] != item) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  public void add(int item, double count) {
    int slot = slot(item);
    if (slots[slot] != 0) {
      sums[slots[slot] - 1] += (float) count;
      return;
    }
    if (size == items.length) {
      grow();
      slot = slot(item);
    }
    items[size] = item;
    sums[size] = (float) count;
    slots[slot] = ++size;
  }

  private void grow() {
    items = Arrays.copyOf(items, 2 * size);
    sums = Arrays.copyOf(sums, 2 * size);
    slots = slotsFor(2 * size);
    shift = Integer.numberOfLeadingZeros(slots.length - 1);
    for (int entry = 0; entry < size; entry++) {
      slots[slot(items[entry])] = entry + 1;
    }
  }
}
