/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

/**
 * Something that a wish compares with: "something like Airplane".
 *
 * @param title the words that are most of a title
 * @param words the words of the wish that it was read from
 */
public record Alike(String title, String words) {}
