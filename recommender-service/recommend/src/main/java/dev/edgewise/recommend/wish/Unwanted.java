/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

/**
 * Something that no item should be about: "without aliens".
 *
 * @param word that items must not have
 * @param words the words of the wish that it was read from
 */
public record Unwanted(String word, String words) {}
