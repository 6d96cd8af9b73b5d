/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

/**
 * An event with the position that it was read from.
 *
 * @param whole whether the log is being read from its beginning, by one reader and in order, so
 *     that this event comes after all earlier ones of its user, and before all later ones
 */
public record PositionedEvent(Event event, EventPosition position, boolean whole) {
  /** An event of a reading that began somewhere in the log. */
  public PositionedEvent(Event event, EventPosition position) {
    this(event, position, false);
  }
}
