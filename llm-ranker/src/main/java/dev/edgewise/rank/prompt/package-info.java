/* SPDX-License-Identifier: Apache-2.0 */
/**
 * From what is known of a user and an item to the tokens that a model reads: start at {@link
 * dev.edgewise.rank.prompt.RankingPrompt}. The seam between text that we wrote and text that came
 * from outside runs through here, and nowhere else.
 */
@NullMarked
package dev.edgewise.rank.prompt;

import org.jspecify.annotations.NullMarked;
