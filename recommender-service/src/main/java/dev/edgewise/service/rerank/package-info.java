/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Documents put in order for a query, as the rerankers of others do it: {@link
 * dev.edgewise.service.rerank.Peer} says whose words a request speaks, and the answer and its
 * errors are in the same.
 */
@NullMarked
package dev.edgewise.service.rerank;

import org.jspecify.annotations.NullMarked;
