/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.prompt.RankingPrompt;
import java.util.List;

/** A model that writes texts behind the prompt about a user. Implementations are thread-safe. */
public interface TextModel {
  /** Whether the model has learnt to write; a model that was trained here from scratch has not. */
  boolean canWrite();

  /** Returns the prompt that the model reads. */
  RankingPrompt prompt();

  /**
   * Writes texts in parallel.
   *
   * @param listener receives each token as soon as it is final
   * @throws dev.edgewise.rank.RankerException when the model fails
   */
  List<WrittenText> write(UserContext user, List<WritingTask> texts, TokenListener listener);
}
