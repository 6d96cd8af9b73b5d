/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Rankings that are kept in the document store: lists made ahead, and lists that are paged through.
 * Start at {@link dev.edgewise.recommend.stored.StoredRankings} and {@link
 * dev.edgewise.recommend.stored.PagedLists}.
 */
@NullMarked
package dev.edgewise.recommend.stored;

import org.jspecify.annotations.NullMarked;
