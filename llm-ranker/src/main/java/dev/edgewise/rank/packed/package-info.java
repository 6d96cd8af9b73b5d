/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Ranks by a language model that reads all candidates side by side behind one cached prefix: start
 * at {@link dev.edgewise.rank.packed.PhiRanker}. Scores come from the logits of Yes and No, never
 * from generated text.
 */
@NullMarked
package dev.edgewise.rank.packed;

import org.jspecify.annotations.NullMarked;
