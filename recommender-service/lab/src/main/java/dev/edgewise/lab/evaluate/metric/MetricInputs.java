/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import dev.edgewise.lab.evaluate.split.MatchedTarget;
import dev.edgewise.lab.evaluate.split.TrainingCounts;
import java.util.Map;

/**
 * The data that metrics need beside lists and users.
 *
 * @param matched for a sample of the users a target among similar items, by user
 */
public record MetricInputs(
    TrainingCounts counts,
    ListDiversity diversity,
    Calibration calibration,
    Map<String, MatchedTarget> matched) {}
