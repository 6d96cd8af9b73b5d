/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Explains in plain words why an item is shown, with facts that the ranker's own evidence selects.
 * Start with {@link dev.edgewise.rank.reason.ReasonWriter}: every statement of a reason rests on a
 * cited fact.
 */
@NullMarked
package dev.edgewise.rank.reason;

import org.jspecify.annotations.NullMarked;
