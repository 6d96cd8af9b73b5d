/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The language model, whose front door is {@link dev.edgewise.load.model.RankingSuite}. The engine
 * and safety suites measure its speed, its precision, and the effect of texts on its scores.
 */
@NullMarked
package dev.edgewise.load.model;

import org.jspecify.annotations.NullMarked;
