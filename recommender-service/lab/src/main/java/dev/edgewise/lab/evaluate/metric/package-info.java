/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Metrics of ranked lists and their confidence intervals. Start at {@link
 * dev.edgewise.lab.evaluate.metric.Scores}, which lists the metrics; {@link
 * dev.edgewise.lab.evaluate.metric.Metrics} has their formulas, and {@code
 * dev.edgewise.lab.evaluate.report.Tables} chooses those that reports show.
 */
@NullMarked
package dev.edgewise.lab.evaluate.metric;

import org.jspecify.annotations.NullMarked;
