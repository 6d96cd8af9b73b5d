/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The data from which items are found for a user. Start at {@link
 * dev.edgewise.recommend.candidates.source.Sources}.
 */
@NullMarked
package dev.edgewise.recommend.candidates.source;

import org.jspecify.annotations.NullMarked;
