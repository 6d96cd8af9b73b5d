/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Splits events into training events and test events. Start at {@link
 * dev.edgewise.lab.evaluate.split.SplitPlan}.
 */
@NullMarked
package dev.edgewise.lab.evaluate.split;

import org.jspecify.annotations.NullMarked;
