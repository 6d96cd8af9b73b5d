/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Creates lists in the background, before users request them. Start at {@link
 * dev.edgewise.recommend.precompute.PrecomputeWork}.
 */
@NullMarked
package dev.edgewise.recommend.precompute;

import org.jspecify.annotations.NullMarked;
