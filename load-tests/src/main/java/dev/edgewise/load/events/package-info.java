/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Synthetic events on their way into profiles, whose front door is {@link
 * dev.edgewise.load.events.EventFeed}. It writes events to Kafka, and consumers in processes of
 * their own apply them to profiles in Redis.
 */
@NullMarked
package dev.edgewise.load.events;

import org.jspecify.annotations.NullMarked;
