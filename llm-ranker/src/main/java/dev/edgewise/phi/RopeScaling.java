/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** Which of LongRoPE's factors turn a text; the same for models that have only one set. */
public enum RopeScaling {
  /** The long ones when the text may become longer than the original context, else the short. */
  AUTO,
  /** Those for texts within the original context. */
  SHORT,
  /** Those for longer texts. */
  LONG;

  boolean stretched(int tokens, int originalContext) {
    return this == LONG || (this == AUTO && tokens > originalContext);
  }
}
