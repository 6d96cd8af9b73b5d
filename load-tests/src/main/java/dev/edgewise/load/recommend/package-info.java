/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The running product, whose front door is {@link dev.edgewise.load.recommend.SmokeSuite}. The
 * suites measure its start, its answers, its memory and its first stage.
 */
@NullMarked
package dev.edgewise.load.recommend;

import org.jspecify.annotations.NullMarked;
