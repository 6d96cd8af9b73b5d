/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The rows of the table that take part in a step: all of them, or of many those of the batch and
 * some drawn at random.
 */
final class SampledRows {
  private final int[] counts;
  private final double all;
  private final boolean sampled;
  private final int drawn;

  /**
   * Counts how often items occur.
   *
   * @param most items of which all take part
   * @param drawn number of items drawn from more than that
   */
  SampledRows(List<int[]> sequences, int items, int most, int drawn) {
    this.counts = new int[items];
    this.sampled = items > most;
    this.drawn = drawn;
    long sum = 0;
    for (int[] sequence : sequences) {
      for (int item : sequence) {
        counts[item]++;
        sum++;
      }
    }
    this.all = Math.max(1, sum);
  }

  /**
   * Some rows.
   *
   * @param numbers of the items, ascending
   * @param lowered for each the logarithm of its chance to be among them, if that differs
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Rows(long[] numbers, float[] lowered) {
    /** The places of items among the rows. */
    long[] rows(long[] items) {
      return Arrays.stream(items).map(item -> Arrays.binarySearch(numbers, item)).toArray();
    }
  }

  Rows of(SequenceBatch batch, Random random) {
    if (!sampled) {
      return new Rows(LongStream.range(0, counts.length).toArray(), new float[counts.length]);
    }
    long[] inputs = batch.inputs();
    long[] targets = batch.targets();
    LongStream own = LongStream.concat(Arrays.stream(inputs), Arrays.stream(targets));
    LongStream others = IntStream.range(0, drawn).mapToLong(i -> random.nextInt(counts.length));
    long[] numbers = LongStream.concat(own, others).distinct().sorted().toArray();
    float[] lowered = new float[numbers.length];
    for (int i = 0; i < lowered.length; i++) {
      double expected =
          drawn / (double) counts.length + targets.length * counts[(int) numbers[i]] / all;
      lowered[i] = (float) Math.log(Math.min(1, expected));
    }
    return new Rows(numbers, lowered);
  }
}
