/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import java.util.List;

/**
 * The relevance of documents to a query.
 *
 * @param relevance from 0 to 1, in the documents' order
 * @param promptTokens how many tokens the model read: the query's and the documents'
 * @param model name of the model
 * @param cut how many documents are longer than the model reads
 * @param warnings what the scores lack, one line each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Relevance(
    double[] relevance, long promptTokens, String model, int cut, List<String> warnings) {}
