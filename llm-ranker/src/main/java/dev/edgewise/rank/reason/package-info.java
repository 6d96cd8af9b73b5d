/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Says in plain words why an item is shown, from facts that the ranker's own evidence selects:
 * start at {@link dev.edgewise.rank.reason.ReasonWriter}. Nothing is said that no cited fact says.
 */
@NullMarked
package dev.edgewise.rank.reason;

import org.jspecify.annotations.NullMarked;
