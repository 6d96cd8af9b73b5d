/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The first stage of ranking: gathers candidates from all sources and merges them. Start at {@link
 * dev.edgewise.recommend.candidates.Candidates}.
 */
@NullMarked
package dev.edgewise.recommend.candidates;

import org.jspecify.annotations.NullMarked;
