/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What can be recommended: items with their traits, read from JSON Lines and changed through the
 * API. Start at {@link dev.edgewise.service.catalogue.Catalogue}.
 */
@NullMarked
package dev.edgewise.service.catalogue;

import org.jspecify.annotations.NullMarked;
