/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Measuring how well ways to order items do on a past, through the code that serves. Start at
 * {@link dev.edgewise.service.evaluation.EvaluationRun}, which is {@code ./edgewise evaluate}.
 */
@NullMarked
package dev.edgewise.service.evaluation;

import org.jspecify.annotations.NullMarked;
