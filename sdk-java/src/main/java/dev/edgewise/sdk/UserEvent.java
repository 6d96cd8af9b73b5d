/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user did with an item.
 *
 * @param id unique: the same id sent again is the same event, so sending again is safe
 * @param user who
 * @param item with what
 * @param type view, click, read, like, dislike, hide, add, purchase, return, rate, ...
 * @param time when
 * @param value how much, for example a rating; null when it says nothing
 */
public record UserEvent(
    String id, String user, String item, String type, Instant time, @Nullable Double value) {

  /** An event that happens now, with a new id. */
  public static UserEvent now(String user, String item, String type) {
    return new UserEvent(UUID.randomUUID().toString(), user, item, type, Instant.now(), null);
  }

  /** The same event with a value. */
  public UserEvent withValue(double howMuch) {
    return new UserEvent(id, user, item, type, time, howMuch);
  }
}
