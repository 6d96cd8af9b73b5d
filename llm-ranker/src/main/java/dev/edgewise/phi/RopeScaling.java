/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/**
 * The choice between LongRoPE's two sets of factors. It has no effect on models with only one set.
 */
public enum RopeScaling {
  /** The long factors when the text may become longer than the original context, else the short. */
  AUTO,
  /** The factors for texts within the original context. */
  SHORT,
  /** The factors for longer texts. */
  LONG;

  boolean stretched(int tokens, int originalContext) {
    return this == LONG || (this == AUTO && tokens > originalContext);
  }
}
