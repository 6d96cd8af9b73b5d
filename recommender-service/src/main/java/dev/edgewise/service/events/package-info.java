/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The way in for events, whatever transport brings them: {@link
 * dev.edgewise.service.events.EventDoor} checks, completes and publishes them. A {@link
 * dev.edgewise.service.events.Token} names what was accepted, so that a later read can wait for it.
 */
@NullMarked
package dev.edgewise.service.events;

import org.jspecify.annotations.NullMarked;
