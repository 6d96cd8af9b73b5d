/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Measures rankers on historical events. Start at {@link dev.edgewise.lab.evaluate.EvaluationRun}.
 */
@NullMarked
package dev.edgewise.lab.evaluate;

import org.jspecify.annotations.NullMarked;
