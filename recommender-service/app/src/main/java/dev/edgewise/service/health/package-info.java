/* SPDX-License-Identifier: Apache-2.0 */
/** Health checks, one for each part that can fail. Start at {@code ModelHealth}. */
@NullMarked
package dev.edgewise.service.health;

import org.jspecify.annotations.NullMarked;
