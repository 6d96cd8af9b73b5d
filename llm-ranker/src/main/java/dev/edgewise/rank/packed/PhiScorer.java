/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.Priority;
import dev.edgewise.phi.RopeScaling;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.rank.prompt.Verbalizer;
import java.util.Arrays;
import java.util.List;

/** Scores branches by a Phi-3 model's logits of a verbalizer's labels. Thread-safe. */
final class PhiScorer implements BranchScorer {
  private final PhiModel model;

  PhiScorer(PhiModel model) {
    this.model = model;
  }

  @Override
  public Prompted prefill(int[] prefix, Priority priority) {
    int room = model.card().limits().branch();
    return new PromptedModel(model.prefill(prefix, room, RopeScaling.AUTO, priority));
  }

  @Override
  public long nanosFor(int tokens) {
    return model.nanosFor(tokens);
  }

  @Override
  public void close() {
    model.close();
  }

  private final class PromptedModel implements Prompted {
    private final Prefix prefix;

    PromptedModel(Prefix prefix) {
      this.prefix = prefix;
    }

    @Override
    public double[] score(List<int[]> branches, Verbalizer verbalizer, Priority priority) {
      float[][] logits = model.score(prefix, branches, verbalizer.labels(), priority);
      int scored = Arrays.asList(logits).indexOf(null);
      return Arrays.stream(logits)
          .limit(scored < 0 ? logits.length : scored)
          .mapToDouble(verbalizer::score)
          .toArray();
    }

    @Override
    public List<WrittenText> write(
        List<WritingTask> texts, TokenListener listener, Priority priority) {
      return model.write(prefix, texts, listener, priority);
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
