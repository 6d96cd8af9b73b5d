/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Metrics of ranked lists and their confidence intervals. Start at {@link
 * dev.edgewise.lab.evaluate.metric.Metrics}.
 */
@NullMarked
package dev.edgewise.lab.evaluate.metric;

import org.jspecify.annotations.NullMarked;
