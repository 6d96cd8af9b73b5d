/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

/** What an answer is. */
public enum AnswerKind {
  /** A complete answer that was computed for this request. */
  FULL,
  /** A complete answer from a stored list. */
  STORED,
  /** An answer that is marked as simpler than it could be. */
  AT_ONCE,
  /** An error. */
  REFUSED
}
