/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

/**
 * How well documents answer a query.
 *
 * @param relevance from 0 to 1, in the documents' order
 * @param promptTokens how many tokens query and documents had for the model
 * @param model the name of the model
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or keeps it
public record Relevance(double[] relevance, long promptTokens, String model) {}
