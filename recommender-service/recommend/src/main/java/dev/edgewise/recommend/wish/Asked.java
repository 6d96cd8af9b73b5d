/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

/**
 * What became of a user's query. Immutable.
 *
 * @param wish what it asks for
 * @param matches how many items have one of its words that are no condition, at most {@value
 *     #MAX_MATCHES}
 */
public record Asked(Wish wish, int matches) {
  public static final int MAX_MATCHES = 100;
}
