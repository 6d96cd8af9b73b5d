/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The learned ranker: features of an item for a user, and the small networks that turn them into a
 * score. Start at {@link dev.edgewise.rank.feature.Features}: service, evaluation and devices
 * compute them from the same {@link dev.edgewise.rank.feature.RankingContext}.
 */
@NullMarked
package dev.edgewise.rank.feature;

import org.jspecify.annotations.NullMarked;
