/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The histories of all users with numbered items, which the sources learn from. Start at {@link
 * dev.edgewise.recommend.candidates.history.UserHistories}.
 */
@NullMarked
package dev.edgewise.recommend.candidates.history;

import org.jspecify.annotations.NullMarked;
