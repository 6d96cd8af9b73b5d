/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

/**
 * An item that a source found.
 *
 * @param item its number
 * @param score above 0; comparable within one answer only
 */
public record ScoredItem(int item, double score) {}
