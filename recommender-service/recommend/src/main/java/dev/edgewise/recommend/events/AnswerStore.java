/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import java.util.Optional;

/** Keeps answers to requests for a while, by key. Implementations are thread-safe. */
public interface AnswerStore {
  /** The body of a stored answer, and the fingerprint of its request. */
  record Answer(String request, String body) {}

  /** The answer to an earlier request with this key, if it is still stored. */
  Optional<Answer> find(String key);

  /** Stores an answer; a failure is not reported. */
  void keep(String key, Answer answer);
}
