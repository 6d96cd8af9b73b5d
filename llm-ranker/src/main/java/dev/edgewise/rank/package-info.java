/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What ranking means: candidates in, a {@link dev.edgewise.rank.Ranking} out, by a {@link
 * dev.edgewise.rank.Ranker}. Deadline and fallback are rankers wrapped around another.
 */
@NullMarked
package dev.edgewise.rank;

import org.jspecify.annotations.NullMarked;
