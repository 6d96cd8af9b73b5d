/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The language model inside this JVM or below {@code ./edgewise model}, whose front door is {@link
 * dev.edgewise.load.model.RankingSuite}. The engine and safety suites measure speed, precision and
 * the effect of texts on scores.
 */
@NullMarked
package dev.edgewise.load.model;

import org.jspecify.annotations.NullMarked;
