/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import java.util.Optional;

/** Keeps answers to requests for a while, by key. Implementations are safe for many threads. */
public interface AnswerStore {
  /**
   * An answer.
   *
   * @param request fingerprint of what was asked
   * @param body what was answered
   */
  record Answer(String request, String body) {}

  /** The answer under that key, if it is still known. */
  Optional<Answer> find(String key);

  /** Keeps an answer; whether that succeeds is nobody's concern. */
  void keep(String key, Answer answer);
}
