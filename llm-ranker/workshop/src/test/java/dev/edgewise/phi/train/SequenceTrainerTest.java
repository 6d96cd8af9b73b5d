/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.rank.feature.SequenceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceTrainerTest {
  private static final int ITEMS = 40;

  /** Sequences in which each item is followed by the one seven further on, or now and then two. */
  private static List<int[]> sequences(int count, long seed) {
    Random random = new Random(seed);
    List<int[]> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] items = new int[2 + random.nextInt(70)];
      items[0] = random.nextInt(ITEMS);
      for (int at = 1; at < items.length; at++) {
        items[at] = (items[at - 1] + (random.nextInt(10) == 0 ? 2 : 7)) % ITEMS;
      }
      sequences.add(items);
    }
    return sequences;
  }

  private static double hits(List<float[]> values) {
    SequenceModel model = new SequenceModel(values);
    int hits = 0;
    for (int item = 0; item < ITEMS; item++) {
      float[] shares = model.shares(new int[] {(item + ITEMS - 7) % ITEMS, item});
      hits += shares[(item + 7) % ITEMS] == 1 ? 1 : 0;
    }
    return hits / (double) ITEMS;
  }

  @Test
  void learnsWhichItemComesNextAndGoesOnFromThere() {
    List<int[]> sequences = sequences(300, 1);
    List<float[]> learnt;
    try (SequenceTrainer trainer = new SequenceTrainer(ITEMS, 1)) {
      double first = trainer.epoch(sequences, () -> true);
      assertThat(hits(trainer.values())).isLessThan(0.9);
      double last = first;
      for (int epoch = 0; epoch < 12; epoch++) {
        last = trainer.epoch(sequences, () -> true);
      }
      assertThat(last).isLessThan(0.5 * first);
      learnt = trainer.values();
      assertThat(hits(learnt)).isGreaterThan(0.9);
    }
    try (SequenceTrainer next = new SequenceTrainer(ITEMS, 2)) {
      next.set(learnt);
      double loss = next.epoch(sequences(300, 3), () -> true);
      assertThat(loss).as("a warm start").isLessThan(1.5);
    }
  }

  @Test
  void stopsWhenAsked() {
    try (SequenceTrainer trainer = new SequenceTrainer(ITEMS, 1)) {
      List<float[]> before = trainer.values();
      assertThat(trainer.epoch(sequences(50, 1), () -> false)).isZero();
      assertThat(trainer.values().get(0)).isEqualTo(before.get(0));
    }
  }

  @Test
  void aSampleOfRowsHoldsThoseOfTheBatchAndLowersWhatIsOftenDrawn() {
    List<int[]> sequences = List.of(new int[] {3, 5, 3, 5, 3, 5}, new int[] {3, 900});
    SequenceBatch batch = SequenceBatch.of(sequences, 100, new Random(1)).get(0);
    SampledRows.Rows some = new SampledRows(sequences, 1000, 10, 20).of(batch, new Random(1));
    assertThat(some.numbers()).contains(3, 5, 900).isSorted().hasSizeBetween(15, 23);
    long[] places = some.rows(new long[] {3, 5, 900});
    assertThat(some.numbers()[(int) places[1]]).isEqualTo(5);
    assertThat(some.lowered()[(int) places[0]]).isZero(); // sure to be in the batch
    for (int i = 0; i < some.numbers().length; i++) {
      if (some.numbers()[i] != 3 && some.numbers()[i] != 5 && some.numbers()[i] != 900) {
        assertThat((double) some.lowered()[i]).isCloseTo(Math.log(20 / 1000.0), within(1e-6));
      }
    }
    SampledRows.Rows all = new SampledRows(sequences, 1000, 1000, 20).of(batch, new Random(1));
    assertThat(all.numbers()).hasSize(1000);
    assertThat(all.lowered()).containsOnly(0);
  }

  @Test
  void eachItemButTheFirstIsATargetOnceWhateverTheCuts() {
    List<int[]> sequences = sequences(40, 4);
    for (int round = 0; round < 5; round++) {
      List<Long> targets = new ArrayList<>();
      for (SequenceBatch batch : SequenceBatch.of(sequences, 200, new Random(round))) {
        assertThat(batch.width()).isLessThanOrEqualTo(SequenceBatch.LONGEST);
        assertThat(batch.inputs()).hasSize(batch.size() * batch.width());
        assertThat(batch.places()).hasSameSizeAs(batch.targets());
        for (long target : batch.targets()) {
          targets.add(target);
        }
      }
      List<Long> expected = new ArrayList<>();
      for (int[] sequence : sequences) {
        for (int i = 1; i < sequence.length; i++) {
          expected.add((long) sequence[i]);
        }
      }
      assertThat(targets).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
