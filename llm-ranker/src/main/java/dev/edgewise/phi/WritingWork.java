/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.TailStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One decoding step of one call: the next tokens of its texts, which wait for their logits. */
final class WritingWork extends ModelWork<float[][]> {
  private static final int ROWS = 256;

  private final PhiModule module;
  private final BranchTails tails;
  private final int[][] inputs;
  private final boolean everywhere;
  private final int rows;
  private boolean begun;

  /** Work that computes the logits of {@link BranchTails#step}. */
  WritingWork(
      Priority priority, PhiModule module, BranchTails tails, int[][] inputs, boolean everywhere) {
    super(priority);
    this.module = module;
    this.tails = tails;
    this.inputs = inputs;
    this.everywhere = everywhere;
    this.rows = Arrays.stream(inputs).mapToInt(input -> input.length).sum();
  }

  @Override
  ModelWork.Pass newPass() {
    return new WritingPass(module, tails.prefix().stretched());
  }

  @Override
  boolean begun() {
    return begun;
  }

  @Override
  boolean continuesCall() {
    return everywhere; // only the first step of a call lacks it
  }

  /** Steps of one or more calls that go through the model together. */
  private static final class WritingPass implements ModelWork.Pass {
    private final PhiModule module;
    private final boolean stretched;
    private final List<WritingWork> works = new ArrayList<>();
    private int room = ROWS;

    WritingPass(PhiModule module, boolean stretched) {
      this.module = module;
      this.stretched = stretched;
    }

    @Override
    public boolean join(ModelWork<?> other) {
      if (!(other instanceof WritingWork work)
          || work.tails.prefix().stretched() != stretched
          || (work.rows > room && !works.isEmpty())) {
        return false;
      }
      room -= work.rows;
      work.begun = true;
      try {
        work.tails.use();
        works.add(work);
      } catch (ModelException e) {
        work.result().completeExceptionally(e);
      }
      return true;
    }

    @Override
    public int rows() {
      return ROWS - room;
    }

    @Override
    public void compute() {
      if (works.isEmpty()) {
        return;
      }
      try {
        List<float[][]> logits = logits();
        for (int i = 0; i < works.size(); i++) {
          works.get(i).result().complete(logits.get(i));
        }
      } catch (RuntimeException | Error e) {
        works.forEach(work -> work.result().completeExceptionally(e));
      }
    }

    private List<float[][]> logits() {
      try {
        List<TailStep> steps = new ArrayList<>();
        works.forEach(work -> steps.add(work.tails.step(work.inputs, work.everywhere)));
        float[][] all = module.extend(steps, stretched);
        List<float[][]> logits = new ArrayList<>();
        int from = 0;
        for (TailStep step : steps) {
          logits.add(Arrays.copyOfRange(all, from, from + step.ends()));
          from += step.ends();
        }
        return logits;
      } finally {
        works.forEach(work -> work.tails.release());
      }
    }
  }
}
