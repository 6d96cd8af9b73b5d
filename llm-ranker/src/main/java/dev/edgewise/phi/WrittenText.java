/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/**
 * A text that was written.
 *
 * @param tokens without its start and what stopped it
 * @param stopped whether one of its stops ended it, not its greatest length
 */
// A result that is read once; nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
public record WrittenText(int[] tokens, boolean stopped) {}
