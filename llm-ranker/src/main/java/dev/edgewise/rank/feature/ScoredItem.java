/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/** An item number with a score above 0, which is comparable only within one result. */
public record ScoredItem(int item, double score) {}
