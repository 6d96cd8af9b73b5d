/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The input of one pass through the native kernels: branches, which are rows of one text each, and
 * the rows whose logits are wanted. Not thread-safe.
 */
public final class PassPlan {
  private final boolean stretched;
  private final LongStream.Builder ids = LongStream.builder();
  private final LongStream.Builder branches = LongStream.builder();
  private final LongStream.Builder ends = LongStream.builder();
  private int rows;
  private int branchCount;
  private int endCount;

  /** A plan without branches. {@code stretched}: whether to use the frequencies for long texts. */
  public PassPlan(boolean stretched) {
    this.stretched = stretched;
  }

  /**
   * Memory of keys and values that a branch reads or adds to.
   *
   * @param texts number of texts in the memory
   * @param text number of this text
   * @param length number of its positions in use
   */
  public record Store(SharedMemory memory, int texts, int text, int length) {}

  /**
   * Adds a branch.
   *
   * @param past what comes before the branch and isn't changed; null if nothing does
   * @param own what the branch read earlier, to which its rows are added; null to keep nothing
   * @param wanted number of its last rows whose logits are wanted
   */
  public void branch(int[] tokens, @Nullable Store past, @Nullable Store own, int wanted) {
    for (int token : tokens) {
      ids.add(token);
    }
    rows += tokens.length;
    branches.add(tokens.length);
    add(past);
    add(own);
    branchCount++;
    for (int i = rows - wanted; i < rows; i++) {
      ends.add(i);
    }
    endCount += wanted;
  }

  private void add(@Nullable Store store) {
    branches.add(store == null ? 0 : store.memory.address());
    branches.add(store == null ? 0 : store.texts);
    branches.add(store == null ? 0 : store.text);
    branches.add(store == null ? 0 : store.memory.room());
    branches.add(store == null ? 0 : store.length);
  }

  /** The tokens of all rows. */
  public long[] ids() {
    return ids.build().toArray();
  }

  /** The plan as numbers, for logits of the whole vocabulary; see loaded_model.h. */
  public long[] numbers() {
    return numbers(0, List.of());
  }

  /**
   * The plan as numbers, for logits of labels.
   *
   * @param labels the labels of each wanted row, as many for each
   */
  public long[] numbers(int count, List<int[]> labels) {
    LongStream head = LongStream.of(stretched ? 1 : 0, count, branchCount, endCount);
    LongStream last =
        labels.stream().flatMapToLong(of -> Arrays.stream(Arrays.copyOf(of, count)).asLongStream());
    return LongStream.concat(
            LongStream.concat(head, branches.build()), LongStream.concat(ends.build(), last))
        .toArray();
  }
}
