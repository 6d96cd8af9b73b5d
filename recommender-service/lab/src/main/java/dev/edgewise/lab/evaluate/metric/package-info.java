/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The figures of a list and their intervals. Start at {@link
 * dev.edgewise.lab.evaluate.metric.Metrics}.
 */
@NullMarked
package dev.edgewise.lab.evaluate.metric;

import org.jspecify.annotations.NullMarked;
