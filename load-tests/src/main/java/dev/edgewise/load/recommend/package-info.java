/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Recommendations of the running product, whose front door is {@link
 * dev.edgewise.load.recommend.SmokeSuite}. The suites measure starts, answers under load and the
 * first stage.
 */
@NullMarked
package dev.edgewise.load.recommend;

import org.jspecify.annotations.NullMarked;
