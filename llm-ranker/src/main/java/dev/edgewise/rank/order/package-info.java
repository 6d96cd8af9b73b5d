/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Turns a ranking into the order of the final list, on the service and on devices. Start with
 * {@link dev.edgewise.rank.order.Arrangement}: it demotes ignored items, spreads out similar items
 * and gives new items their share of the places.
 */
@NullMarked
package dev.edgewise.rank.order;

import org.jspecify.annotations.NullMarked;
