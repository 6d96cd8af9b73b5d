/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The rankers that can be measured: baselines, sources, the first stage and the full pipeline.
 * Start at {@link dev.edgewise.lab.evaluate.ranker.EvaluatedRanker}.
 */
@NullMarked
package dev.edgewise.lab.evaluate.ranker;

import org.jspecify.annotations.NullMarked;
