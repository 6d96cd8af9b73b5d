/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Accepts events and publishes them to the log: checks, limits, repetitions. Start at {@link
 * dev.edgewise.recommend.events.EventGate}.
 */
@NullMarked
package dev.edgewise.recommend.events;

import org.jspecify.annotations.NullMarked;
