/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What must not be recommended, whatever any score says: {@link
 * dev.edgewise.service.safety.Safety}.
 */
@NullMarked
package dev.edgewise.service.safety;

import org.jspecify.annotations.NullMarked;
