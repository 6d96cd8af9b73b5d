/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Learns from all users' histories: the matrices of items by items, and the ranker that is fitted
 * to what users chose next. Start at {@link dev.edgewise.recommend.learn.RankerFit}.
 */
@NullMarked
package dev.edgewise.recommend.learn;

import org.jspecify.annotations.NullMarked;
