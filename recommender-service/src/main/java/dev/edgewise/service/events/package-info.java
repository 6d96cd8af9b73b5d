/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The way in for events, whatever transport brings them: {@link
 * dev.edgewise.service.events.EventDoor} checks and completes them, an {@link
 * dev.edgewise.service.events.EventBatch} publishes those of one request, as many at a time as
 * there is room for. A {@link dev.edgewise.service.events.Token} names what was accepted, so that a
 * later read can wait for it; {@link dev.edgewise.service.events.Idempotency} gives a request that
 * is sent again its answer again.
 */
@NullMarked
package dev.edgewise.service.events;

import org.jspecify.annotations.NullMarked;
