/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The items, the catalogue's description of itself, and the rules for which items may be shown.
 * Start at {@link dev.edgewise.recommend.catalogue.Catalogue}.
 */
@NullMarked
package dev.edgewise.recommend.catalogue;

import org.jspecify.annotations.NullMarked;
