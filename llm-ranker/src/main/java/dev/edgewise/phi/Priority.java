/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** Whose work goes first. */
public enum Priority {
  /** Somebody waits for the answer. */
  INTERACTIVE,
  /** Done ahead: only when nothing interactive waits. */
  BACKGROUND
}
