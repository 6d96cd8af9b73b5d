/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Trains the bundled small models on historical events. Start at {@link
 * dev.edgewise.lab.train.TrainingRun}.
 */
@NullMarked
package dev.edgewise.lab.train;

import org.jspecify.annotations.NullMarked;
