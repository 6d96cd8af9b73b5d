/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.TailStep;
import java.util.Arrays;
import java.util.List;

/**
 * Keys and values of several texts that go on behind one prefix, each with room of its own. Not
 * thread-safe.
 */
final class BranchTails implements AutoCloseable {
  private final Prefix prefix;
  private final SharedMemory tails;
  private final int room;
  private final int[] lengths;

  BranchTails(PhiModule module, CacheBudget budget, Prefix prefix, List<WritingTask> texts) {
    this.prefix = prefix;
    this.room =
        texts.stream().mapToInt(t -> t.start().length + t.maxTokens() + t.draft()).max().orElse(1);
    this.lengths = new int[texts.size()];
    long bytes = module.cacheBytes((long) room * texts.size());
    budget.take(bytes);
    PtNDManager memory = module.newScope();
    try {
      this.tails =
          new SharedMemory(memory, budget, module.newTails(memory, texts.size(), room), bytes);
    } catch (RuntimeException e) {
      memory.close();
      budget.giveBack(bytes);
      throw e;
    }
  }

  Prefix prefix() {
    return prefix;
  }

  /** Keeps prefix and tails in memory until {@link #release}. */
  void use() {
    PtNDArray unused = prefix.cache().use();
    try {
      unused = tails.use();
    } catch (RuntimeException e) {
      prefix.cache().release();
      throw e;
    }
  }

  void release() {
    tails.release();
    prefix.cache().release();
  }

  /**
   * The step that reads more tokens of each text; prefix and tails are in {@link #use}.
   *
   * @param inputs for each text its next tokens, none for one that is done
   * @param everywhere whether logits are asked for at each token, or at the last one of each text
   */
  TailStep step(int[][] inputs, boolean everywhere) {
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
    return new TailStep(
        prefix.cache().tensor(),
        tails.tensor(),
        Arrays.stream(lengths).max().orElse(0),
        width,
        ids,
        positions,
        Arrays.stream(lengths).asLongStream().toArray(),
        grid,
        slots,
        destinations,
        everywhere ? everyRow(rows) : Arrays.copyOf(lasts, ends));
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
    tails.close();
  }
}
