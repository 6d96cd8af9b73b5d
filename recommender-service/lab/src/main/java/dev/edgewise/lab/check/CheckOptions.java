/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The options of a check.
 *
 * @param items file of items
 * @param events file of events
 * @param scale the scale of all ratings, or null for that of the catalogue or the file
 * @param evaluation whether to measure the quality of lists on a sample
 * @param signals weights of event types, and the scales that catalogue and configuration declare
 */
public record CheckOptions(
    Path items,
    Path events,
    @Nullable ValueScale scale,
    boolean evaluation,
    SignalWeights signals) {}
