/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The way of events into profiles with its parts in hand: {@link
 * dev.edgewise.load.pipeline.EventFeed} writes them, {@link
 * dev.edgewise.load.pipeline.ConsumerProcess} applies them in a process that can be killed.
 */
@NullMarked
package dev.edgewise.load.pipeline;

import org.jspecify.annotations.NullMarked;
