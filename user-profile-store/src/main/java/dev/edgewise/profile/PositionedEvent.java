/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

/** An event with the position that it was read from. */
public record PositionedEvent(Event event, EventPosition position) {}
