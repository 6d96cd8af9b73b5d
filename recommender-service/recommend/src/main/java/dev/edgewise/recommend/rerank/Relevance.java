/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

/**
 * The relevance of documents to a query.
 *
 * @param relevance from 0 to 1, in the documents' order
 * @param promptTokens how many tokens the model read: the query's and the documents'
 * @param model name of the model
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Relevance(double[] relevance, long promptTokens, String model) {}
