/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.document;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for what is given to a {@link DocumentStore}, the same for each implementation. The
 * names {@code profile}, {@code documents}, {@code versions} and {@code current} are refused for a
 * user's document: under these, a store that keeps all in one key space has something else.
 */
public final class DocumentNames {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Set<String> TAKEN = Set.of("profile", "documents", "versions", "current");

  private DocumentNames() {}

  /**
   * Returns when this is a name.
   *
   * @throws IllegalArgumentException when it isn't
   */
  public static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a document's name must be 1 to 40 of a-z, 0-9 and '-', not '" + name + "'");
    }
  }

  /**
   * Returns when this is a name for a user's document.
   *
   * @throws IllegalArgumentException when it isn't
   */
  public static void checkOfUser(String name) {
    check(name);
    if (TAKEN.contains(name)) {
      throw new IllegalArgumentException("a user's document can't have the name '" + name + "'");
    }
  }

  /**
   * The time in milliseconds.
   *
   * @throws IllegalArgumentException when it is less than one
   */
  public static long millis(Duration timeToLive) {
    long millis = timeToLive.toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException(
          "a document must live for at least a millisecond, not " + timeToLive);
    }
    return millis;
  }
}
