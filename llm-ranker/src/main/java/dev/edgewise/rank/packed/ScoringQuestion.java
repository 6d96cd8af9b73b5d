/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.Priority;
import dev.edgewise.rank.prompt.Verbalizer;

/**
 * What is asked of each branch.
 *
 * @param prefix the prompt that tells of the user
 * @param neutral the same prompt of a user of whom nothing is known
 * @param verbalizer the answers
 * @param priority whose turn it is
 */
// Made for one call; nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
record ScoringQuestion(int[] prefix, int[] neutral, Verbalizer verbalizer, Priority priority) {}
