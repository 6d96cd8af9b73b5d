/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Turns the knowledge about a user and an item into the tokens that a model reads. Start with
 * {@link dev.edgewise.rank.prompt.RankingPrompt}: this package alone separates our own text from
 * untrusted text.
 */
@NullMarked
package dev.edgewise.rank.prompt;

import org.jspecify.annotations.NullMarked;
