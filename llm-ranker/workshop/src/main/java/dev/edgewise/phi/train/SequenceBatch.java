/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Parts of item sequences that are learnt together: each item but the first of a part is a target
 * of those before it. Shorter parts are padded behind their end, where nothing looks.
 */
final class SequenceBatch {
  /** The most items that a target sees. */
  static final int LONGEST = 50;

  private static final int PARTS = 32;
  private static final int SORTED_BATCHES = 16;

  private final List<int[]> parts;

  private SequenceBatch(List<int[]> parts) {
    this.parts = parts;
  }

  /**
   * Cuts sequences into parts and these into batches, in random order. Parts of similar length come
   * together.
   *
   * @param mostTargets in a batch; a single part may have more
   */
  static List<SequenceBatch> of(List<int[]> sequences, int mostTargets, Random random) {
    List<int[]> parts = new ArrayList<>();
    sequences.forEach(sequence -> cut(sequence, random, parts));
    Collections.shuffle(parts, random);
    for (int i = 0; i < parts.size(); i += PARTS * SORTED_BATCHES) {
      parts
          .subList(i, Math.min(parts.size(), i + PARTS * SORTED_BATCHES))
          .sort(Comparator.comparingInt(part -> part.length));
    }
    List<SequenceBatch> batches = new ArrayList<>();
    List<int[]> batch = new ArrayList<>();
    int targets = 0;
    for (int[] part : parts) {
      boolean full = batch.size() == PARTS || targets + part.length - 1 > mostTargets;
      if (full && !batch.isEmpty()) {
        batches.add(new SequenceBatch(batch));
        batch = new ArrayList<>();
        targets = 0;
      }
      batch.add(part);
      targets += part.length - 1;
    }
    if (!batch.isEmpty()) {
      batches.add(new SequenceBatch(batch));
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /** Cuts from the end of a sequence, or from a random place near it, so that cuts differ. */
  private static void cut(int[] sequence, Random random, List<int[]> parts) {
    int end = sequence.length;
    int first = end > LONGEST + 1 ? 1 + random.nextInt(LONGEST) : LONGEST;
    for (int length = first; end >= 2; length = LONGEST) {
      int start = Math.max(0, end - length - 1);
      parts.add(Arrays.copyOfRange(sequence, start, end));
      end = start + 1;
    }
  }

  int size() {
    return parts.size();
  }

  /** The number of items of the longest part that have a target. */
  int width() {
    return parts.stream().mapToInt(part -> part.length - 1).max().orElse(0);
  }

  /** The items that have a target by part, padded with the part's first. */
  long[] inputs() {
    int width = width();
    long[] inputs = new long[size() * width];
    for (int part = 0; part < size(); part++) {
      int[] items = parts.get(part);
      for (int i = 0; i < width; i++) {
        inputs[part * width + i] = items[i < items.length - 1 ? i : 0];
      }
    }
    return inputs;
  }

  /** The places of these items among the padded ones. */
  long[] places() {
    int width = width();
    List<Long> places = new ArrayList<>();
    for (int part = 0; part < size(); part++) {
      for (int i = 0; i < parts.get(part).length - 1; i++) {
        places.add((long) part * width + i);
      }
    }
    return places.stream().mapToLong(Long::longValue).toArray();
  }

  /** The target of each of them. */
  long[] targets() {
    return parts.stream()
        .flatMapToLong(part -> IntStream.range(1, part.length).mapToLong(i -> part[i]))
        .toArray();
  }
}
