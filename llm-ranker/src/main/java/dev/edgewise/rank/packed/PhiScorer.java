/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import java.util.List;

/** Scores branches by the logits of two tokens of a Phi-3 model. */
final class PhiScorer implements BranchScorer {
  private final PhiModel model;
  private final int[] labels;

  PhiScorer(PhiModel model, int yes, int no) {
    this.model = model;
    this.labels = new int[] {yes, no};
  }

  @Override
  public Prompted prefill(int[] prefix) {
    return new Read(model.prefill(prefix));
  }

  @Override
  public void close() {
    model.close();
  }

  private final class Read implements Prompted {
    private final Prefix prefix;

    Read(Prefix prefix) {
      this.prefix = prefix;
    }

    @Override
    public double[] score(List<int[]> branches) {
      float[][] logits = model.score(prefix, branches, labels);
      double[] scores = new double[logits.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (double) logits[i][0] - logits[i][1];
      }
      return scores;
    }

    @Override
    public long bytes() {
      return prefix.bytes();
    }

    @Override
    public void close() {
      prefix.close();
    }
  }
}
