/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Files that are written whole or not at all. Start at {@link
 * dev.edgewise.recommend.files.WholeFile}.
 */
@NullMarked
package dev.edgewise.recommend.files;

import org.jspecify.annotations.NullMarked;
