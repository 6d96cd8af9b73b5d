/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Events on their way into the log: checks, limits, repeats. Start at {@link
 * dev.edgewise.recommend.events.EventGate}.
 */
@NullMarked
package dev.edgewise.recommend.events;

import org.jspecify.annotations.NullMarked;
