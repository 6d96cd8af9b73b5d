/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action of a user on an item.
 *
 * @param id unique; the service counts an id once, so an event can safely be sent again
 * @param user the user's id
 * @param item the item's id
 * @param type view, click, read, like, dislike, hide, add, purchase, return, rate, ...
 * @param time the time of the action
 * @param value a number that belongs to the action, for example a rating; null if there is none
 */
public record UserEvent(
    String id, String user, String item, String type, Instant time, @Nullable Double value) {

  /** Returns an event that happens now, with a new id. */
  public static UserEvent now(String user, String item, String type) {
    return new UserEvent(UUID.randomUUID().toString(), user, item, type, Instant.now(), null);
  }

  /** Returns the same event with a value. */
  public UserEvent withValue(double howMuch) {
    return new UserEvent(id, user, item, type, time, howMuch);
  }
}
