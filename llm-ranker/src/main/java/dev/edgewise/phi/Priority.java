/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** The order in which a model computes waiting calls. */
public enum Priority {
  /** A user waits for the answer. */
  INTERACTIVE,
  /** Work in advance, which runs only when no interactive call waits. */
  BACKGROUND
}
