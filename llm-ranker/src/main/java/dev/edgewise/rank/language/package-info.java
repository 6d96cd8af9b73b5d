/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The languages in which the ranker asks, reads answers and speaks: one file each, of which {@link
 * dev.edgewise.rank.language.Language} is the reader. Adding a language is adding its file.
 */
@org.jspecify.annotations.NullMarked
package dev.edgewise.rank.language;
