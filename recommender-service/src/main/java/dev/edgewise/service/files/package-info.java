/* SPDX-License-Identifier: Apache-2.0 */
/** Files that are never half-written. */
@NullMarked
package dev.edgewise.service.files;

import org.jspecify.annotations.NullMarked;
