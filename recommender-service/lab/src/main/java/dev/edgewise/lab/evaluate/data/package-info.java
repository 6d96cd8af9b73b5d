/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads items and events from JSON Lines, CSV and MovieLens files. Start at {@link
 * dev.edgewise.lab.evaluate.data.Dataset}.
 */
@NullMarked
package dev.edgewise.lab.evaluate.data;

import org.jspecify.annotations.NullMarked;
