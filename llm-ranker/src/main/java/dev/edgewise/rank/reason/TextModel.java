/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.prompt.RankingPrompt;
import java.util.List;

/** A model that writes on behind what it was told of a user. Thread-safe. */
public interface TextModel {
  /** Whether it has learnt language to write in; one trained here from nothing has not. */
  boolean canWrite();

  /** The prompt that it reads. */
  RankingPrompt prompt();

  /**
   * Writes texts side by side.
   *
   * @param listener hears each token when it is certain
   * @throws dev.edgewise.rank.RankerException when the model fails
   */
  List<WrittenText> write(UserContext user, List<WritingTask> texts, TokenListener listener);
}
