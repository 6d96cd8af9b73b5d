/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Training and measuring the ranker on a catalogue's past events, through the same code that
 * serves. Start at {@link dev.edgewise.service.training.TrainingRun}, which is {@code ./edgewise
 * train}.
 */
@NullMarked
package dev.edgewise.service.training;

import org.jspecify.annotations.NullMarked;
