/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.TailStep;
import java.util.List;

/** Keys and values of several texts that continue one prefix. Not thread-safe. */
final class BranchTails implements AutoCloseable {
  private final Prefix prefix;
  private final SharedMemory tails;
  private final int[] lengths;

  BranchTails(PhiModule module, CacheBudget budget, Prefix prefix, List<WritingTask> texts) {
    this.prefix = prefix;
    int room =
        texts.stream().mapToInt(t -> t.start().length + t.maxTokens() + t.draft()).max().orElse(1);
    this.lengths = new int[texts.size()];
    this.tails = module.newTails(budget, texts.size(), room);
  }

  Prefix prefix() {
    return prefix;
  }

  /** Keeps the memory of prefix and tails until {@link #release}. */
  void use() {
    prefix.cache().use();
    try {
      tails.use();
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
    return new TailStep(
        prefix.cache(), prefix.length(), tails, lengths.clone(), inputs, everywhere);
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
