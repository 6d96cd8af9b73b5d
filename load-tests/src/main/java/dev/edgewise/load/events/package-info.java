/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Synthetic events on their way into profiles, whose front door is {@link
 * dev.edgewise.load.events.EventFeed}. Consumers in other processes apply them to profiles.
 */
@NullMarked
package dev.edgewise.load.events;

import org.jspecify.annotations.NullMarked;
