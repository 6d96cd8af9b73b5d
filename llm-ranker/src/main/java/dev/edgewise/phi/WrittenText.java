/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/**
 * A generated text.
 *
 * @param tokens the generated tokens, without the task's start and without the stop token
 * @param stopped whether a stop token ended the text; false when it reached its longest length
 */
// Instances are never compared, so an array as a component does no harm.
@SuppressWarnings("ArrayRecordComponent")
public record WrittenText(int[] tokens, boolean stopped) {}
