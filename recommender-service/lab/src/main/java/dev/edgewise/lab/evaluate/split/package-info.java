/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which events are learnt from and which are held out. Start at {@link
 * dev.edgewise.lab.evaluate.split.Plan}.
 */
@NullMarked
package dev.edgewise.lab.evaluate.split;

import org.jspecify.annotations.NullMarked;
