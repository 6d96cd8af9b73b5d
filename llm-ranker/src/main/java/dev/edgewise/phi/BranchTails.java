/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.pytorch.engine.PtNDArray;
import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.TailStep;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Keys and values of several texts that continue one prefix. Not thread-safe. */
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
    this.tails = module.newTails(budget, texts.size(), room);
  }

  Prefix prefix() {
    return prefix;
  }

  /** Keeps the memory of prefix and tails until {@link #release}. */
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
   * The step that reads the next tokens of each text. Callers must be between {@link #use} and
   * {@link #release}.
   *
   * @param inputs the next tokens of each text; none for a finished text
   * @param everywhere whether the step computes logits at each token, or only at each text's last
   */
  TailStep step(int[][] inputs, boolean everywhere) {
    int width = Arrays.stream(inputs).mapToInt(input -> input.length).max().orElse(1);
    int rows = Arrays.stream(inputs).mapToInt(input -> input.length).sum();
    long[] ids = new long[rows];
    long[] positions = new long[rows];
    long[] grid = new long[inputs.length * width];
    long[] slots = new long[rows];
    long[] destinations = new long[rows];
    LongStream.Builder ends = LongStream.builder();
    int row = 0;
    for (int b = 0; b < inputs.length; b++) {
      for (int t = 0; t < inputs[b].length; t++) {
        long placeInTail = (long) lengths[b] + t;
        ids[row] = inputs[b][t];
        positions[row] = prefix.length() + placeInTail;
        grid[b * width + t] = row;
        slots[row] = (long) b * width + t;
        destinations[row] = (long) b * room + placeInTail;
        if (everywhere || t == inputs[b].length - 1) {
          ends.add(row);
        }
        row++;
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
        ends.build().toArray());
  }

  /** Keeps the first {@code tokens} of the tokens that the last step added to a text. */
  void keep(int text, int tokens) {
    lengths[text] += tokens;
  }

  @Override
  public void close() {
    tails.close();
  }
}
