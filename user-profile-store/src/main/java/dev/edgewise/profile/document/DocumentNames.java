/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.document;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for names and lifetimes in a {@link DocumentStore}, which all implementations share. A
 * user's document must not be named {@code profile}, {@code documents}, {@code versions} or {@code
 * current}: a store with a single key space uses these names itself.
 */
public final class DocumentNames {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Set<String> TAKEN =
      Set.of("profile", "profile3", "documents", "versions", "current");

  private DocumentNames() {}

  /** Throws an {@link IllegalArgumentException} if this is not a valid name. */
  public static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a document's name must be 1 to 40 of a-z, 0-9 and '-', not '" + name + "'");
    }
  }

  /** Throws an {@link IllegalArgumentException} if no document of a user may have this name. */
  public static void checkOfUser(String name) {
    check(name);
    if (TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "a user's document must not have the reserved name '" + name + "'");
    }
  }

  /** Returns a time to live in milliseconds; throws if it is less than one millisecond. */
  public static long millis(Duration timeToLive) {
    long millis = timeToLive.toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException(
          "a document must live for at least a millisecond, not " + timeToLive);
    }
    return millis;
  }
}
