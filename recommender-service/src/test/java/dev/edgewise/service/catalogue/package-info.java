/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of the catalogue. {@link dev.edgewise.service.catalogue.Samples} makes small ones. */
@NullMarked
package dev.edgewise.service.catalogue;

import org.jspecify.annotations.NullMarked;
