/* SPDX-License-Identifier: Apache-2.0 */
/**
 * From a ranking to the order in which it is shown, on the service and on devices. Start at {@link
 * dev.edgewise.rank.order.Arrangement}: ignored items are demoted, similar items are spread out,
 * and new items get their share of the places.
 */
@NullMarked
package dev.edgewise.rank.order;

import org.jspecify.annotations.NullMarked;
