/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import java.util.Arrays;

/**
 * Sums by item, mainly for rows of neighbours. Every request scans such rows, and they fill most of
 * the memory. So the entries are stored contiguously, in the order in which they came, and a hash
 * table holds only their indexes: a processor can't predict a scan with random gaps.
 */
public final class ItemCounts {
  private static final int MIN_CAPACITY = 4;
  private static final int GOLDEN_RATIO = 0x9E3779B9;
  private static final int ABSENT = -1;

  private int[] items;
  private float[] sums;
  private int size;

  /** Open hash table of entry index plus one; 0 marks an empty slot. */
  private int[] slots;

  private int shift;

  /** Creates an empty row with this capacity. */
  public ItemCounts(int expected) {
    int capacity = Math.max(MIN_CAPACITY, expected);
    this.items = new int[capacity];
    this.sums = new float[capacity];
    this.slots = slotsFor(capacity);
    this.shift = Integer.numberOfLeadingZeros(slots.length - 1);
  }

  /** At least a third of the slots stays empty. */
  private static int[] slotsFor(int capacity) {
    return new int[Integer.highestOneBit(Math.max(1, capacity + capacity / 2 - 1)) << 1];
  }

  public int size() {
    return size;
  }

  /** The item of an entry; entries are numbered from 0 to {@link #size()} - 1. */
  public int item(int entry) {
    return items[entry];
  }

  public double sum(int entry) {
    return sums[entry];
  }

  public boolean has(int item) {
    return entry(item) != ABSENT;
  }

  /** The sum of an item; 0 if it has none. */
  public double of(int item) {
    int entry = entry(item);
    return entry == ABSENT ? 0 : sums[entry];
  }

  private int entry(int item) {
    return slots[slot(item)] - 1;
  }

  /** The slot of an item, or the empty slot where it belongs. */
  private int slot(int item) {
    int slot = (item * GOLDEN_RATIO) >>> shift;
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
