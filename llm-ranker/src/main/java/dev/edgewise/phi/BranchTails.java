/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.Arrays;
import java.util.List;

/**
 * Keys and values of several texts that go on behind one prefix, each with room of its own. Not
 * thread-safe.
 */
final class BranchTails implements AutoCloseable {
  private final PhiModule module;
  private final CacheBudget budget;
  private final Prefix prefix;
  private final PtNDManager memory;
  private final PtNDArray tails;
  private final int room;
  private final long bytes;
  private final int[] lengths;

  BranchTails(PhiModule module, CacheBudget budget, Prefix prefix, List<Writing> texts) {
    this.module = module;
    this.budget = budget;
    this.prefix = prefix;
    this.room =
        texts.stream().mapToInt(t -> t.start().length + t.maxTokens() + t.draft()).max().orElse(1);
    this.lengths = new int[texts.size()];
    this.bytes = module.cacheBytes((long) room * texts.size());
    budget.take(bytes);
    this.memory = module.newScope();
    try {
      this.tails = module.newTails(memory, texts.size(), room);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * What one call computes: rows of tokens for some of the texts.
   *
   * @param grid the row in each place of each text
   * @param slots the place of each row
   * @param destinations where each row's keys and values go
   * @param ends rows whose logits are asked for
   */
  // Goes from its maker straight into a call; nobody compares two.
  @SuppressWarnings("ArrayRecordComponent")
  record Step(
      long[] ids,
      long[] positions,
      long[] lengths,
      long[] grid,
      long[] slots,
      long[] destinations,
      long[] ends) {}

  /**
   * Reads more tokens of each text.
   *
   * @param inputs for each text its next tokens, none for one that is done
   * @param everywhere whether logits are asked for at each token, or at the last one of each text
   * @return logits of all tokens, row after row in the order of the texts
   */
  float[] extend(int[][] inputs, boolean everywhere) {
    int width = Arrays.stream(inputs).mapToInt(input -> input.length).max().orElse(1);
    int rows = Arrays.stream(inputs).mapToInt(input -> input.length).sum();
    long[] ids = new long[rows];
    long[] positions = new long[rows];
    long[] grid = new long[inputs.length * width];
    long[] slots = new long[rows];
    long[] destinations = new long[rows];
    long[] lasts = new long[inputs.length];
    int row = 0;
    int ends = 0;
    for (int b = 0; b < inputs.length; b++) {
      for (int t = 0; t < inputs[b].length; t++) {
        int position = prefix.length() + lengths[b] + t;
        ids[row] = inputs[b][t];
        positions[row] = position;
        grid[b * width + t] = row;
        slots[row] = (long) b * width + t;
        int own = lengths[b] + t;
        destinations[row] = (long) b * room + own;
        row++;
      }
      if (inputs[b].length > 0) {
        lasts[ends++] = Math.subtractExact((long) row, 1);
      }
    }
    long[] wanted = everywhere ? everyRow(rows) : Arrays.copyOf(lasts, ends);
    long[] used = Arrays.stream(lengths).asLongStream().toArray();
    Step step = new Step(ids, positions, used, grid, slots, destinations, wanted);
    int longest = Arrays.stream(lengths).max().orElse(0);
    return module.extend(prefix, tails, step, longest, inputs.length, width);
  }

  private static long[] everyRow(int rows) {
    long[] all = new long[rows];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /** Keeps so many of the tokens that a text was last extended by; the others are forgotten. */
  void keep(int text, int tokens) {
    lengths[text] += tokens;
  }

  @Override
  public void close() {
    memory.close();
    budget.giveBack(bytes);
  }
}
