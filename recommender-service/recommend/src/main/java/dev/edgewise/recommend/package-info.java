/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Turns a request into a ranked list with reasons. Start at {@link
 * dev.edgewise.recommend.Recommender}; {@link dev.edgewise.recommend.Shortlist} is the pipeline
 * that makes a list, and {@link dev.edgewise.recommend.RankingModel} is the model that ranks it.
 */
@NullMarked
package dev.edgewise.recommend;

import org.jspecify.annotations.NullMarked;
