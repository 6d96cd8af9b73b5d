/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reranks documents for the APIs of other services. Start at {@link
 * dev.edgewise.recommend.rerank.Reranker}.
 */
@NullMarked
package dev.edgewise.recommend.rerank;

import org.jspecify.annotations.NullMarked;
