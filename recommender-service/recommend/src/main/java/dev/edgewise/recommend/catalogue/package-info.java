/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Items, what their catalogue says of itself, and which items may be shown. Start at {@link
 * dev.edgewise.recommend.catalogue.Catalogue}.
 */
@NullMarked
package dev.edgewise.recommend.catalogue;

import org.jspecify.annotations.NullMarked;
