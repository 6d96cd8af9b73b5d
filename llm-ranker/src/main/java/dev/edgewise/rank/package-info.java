/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The contract of ranking: a {@link dev.edgewise.rank.Ranker} takes candidates and returns them as
 * a {@link dev.edgewise.rank.Ranking}. Start with {@link dev.edgewise.rank.Ranker}; deadlines and
 * fallback are rankers that wrap another ranker.
 */
@NullMarked
package dev.edgewise.rank;

import org.jspecify.annotations.NullMarked;
