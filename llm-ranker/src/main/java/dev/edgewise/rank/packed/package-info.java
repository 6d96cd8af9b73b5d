/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Ranks with a language model that reads all candidates in parallel behind one cached prefix: start
 * with {@link dev.edgewise.rank.packed.PhiRanker}. Scores come from the logits of Yes and No, never
 * from generated text.
 */
@NullMarked
package dev.edgewise.rank.packed;

import org.jspecify.annotations.NullMarked;
