/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Rankings in the document store: precomputed lists, and lists for later pages. Start at {@link
 * dev.edgewise.recommend.stored.StoredRankings} and {@link
 * dev.edgewise.recommend.stored.PagedLists}.
 */
@NullMarked
package dev.edgewise.recommend.stored;

import org.jspecify.annotations.NullMarked;
