/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What all users did, by numbers of items, for the sources to learn from. Start at {@link
 * dev.edgewise.recommend.candidates.history.UserHistories}.
 */
@NullMarked
package dev.edgewise.recommend.candidates.history;

import org.jspecify.annotations.NullMarked;
