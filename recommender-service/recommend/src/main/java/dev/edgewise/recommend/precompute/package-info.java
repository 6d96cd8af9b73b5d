/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Makes lists in the background, before anybody asks for them. Start at {@link
 * dev.edgewise.recommend.precompute.PrecomputeWork}.
 */
@NullMarked
package dev.edgewise.recommend.precompute;

import org.jspecify.annotations.NullMarked;
