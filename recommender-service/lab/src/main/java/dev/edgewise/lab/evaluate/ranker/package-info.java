/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What can be measured: baselines, sources, the first stage and the served lists. Start at {@link
 * dev.edgewise.lab.evaluate.ranker.EvaluatedRanker}.
 */
@NullMarked
package dev.edgewise.lab.evaluate.ranker;

import org.jspecify.annotations.NullMarked;
