/* SPDX-License-Identifier: Apache-2.0 */
/** The health checks, one for each part that can fail. Start at {@code IngestHealth}. */
@NullMarked
package dev.edgewise.service.health;

import org.jspecify.annotations.NullMarked;
