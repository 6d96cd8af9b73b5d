/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A recommendation from request to response: {@link dev.edgewise.service.recommend.Recommender} is
 * the whole product as one method. Each stage says what it could not do, and the answer carries it.
 */
@NullMarked
package dev.edgewise.service.recommend;

import org.jspecify.annotations.NullMarked;
