/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What people say they want: conditions that the catalogue can decide, and the rest, which search
 * and the model read. Start at {@link dev.edgewise.recommend.wish.WishReader}.
 */
@NullMarked
package dev.edgewise.recommend.wish;

import org.jspecify.annotations.NullMarked;
