/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

/** An event and where it was read from. */
public record PositionedEvent(Event event, EventPosition position) {}
