/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.Priority;
import dev.edgewise.rank.prompt.Verbalizer;

/**
 * The question that the model answers for each branch.
 *
 * @param prefix the prompt about the user
 * @param neutral the same prompt about an unknown user
 * @param verbalizer reads the answers
 * @param priority the order among other work
 */
@SuppressWarnings("ArrayRecordComponent") // used in one call, never compared
record ScoringQuestion(int[] prefix, int[] neutral, Verbalizer verbalizer, Priority priority) {}
