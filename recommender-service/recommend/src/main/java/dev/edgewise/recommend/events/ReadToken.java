/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.profile.EventPosition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a request's events stand, for each of its users the last one: whoever presents it reads his
 * own writes. Opaque to callers; users are in it as short hashes only. Immutable.
 */
public final class ReadToken {
  /** Of how many users a token can be. */
  static final int MOST_USERS = 100;

  private static final String SEPARATOR = ";";

  private final Map<String, EventPosition> byUser;

  private ReadToken(Map<String, EventPosition> byUser) {
    this.byUser = byUser;
  }

  /** A token of the last position of each user; none when there are no users, or too many. */
  static Optional<ReadToken> of(Map<String, EventPosition> lastOfUser) {
    if (lastOfUser.isEmpty() || lastOfUser.size() > MOST_USERS) {
      return Optional.empty();
    }
    Map<String, EventPosition> hashed = new LinkedHashMap<>();
    lastOfUser.forEach((user, position) -> hashed.put(hash(user), position));
    return Optional.of(new ReadToken(hashed));
  }

  /** A token of one position. */
  public static ReadToken of(String user, EventPosition position) {
    return new ReadToken(Map.of(hash(user), position));
  }

  /**
   * The token that {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public static ReadToken parse(String text) {
    Map<String, EventPosition> byUser = new LinkedHashMap<>();
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      for (Iterator<String> parts = plain.lines().iterator(); parts.hasNext(); ) {
        String[] fields = parts.next().split(SEPARATOR, 4);
        byUser.put(
            fields[0],
            new EventPosition(fields[1], Integer.parseInt(fields[2]), Long.parseLong(fields[3])));
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a token of an earlier answer", e);
    }
    return new ReadToken(byUser);
  }

  /** The position up to which this user's profile must reach; empty when the user isn't in it. */
  public Optional<EventPosition> of(String user) {
    return Optional.ofNullable(byUser.get(hash(user)));
  }

  private static String hash(String user) {
    return Integer.toHexString(user.hashCode());
  }

  @Override
  public String toString() {
    StringBuilder plain = new StringBuilder();
    byUser.forEach((user, at) ->
        plain
            .append(
                String.join(SEPARATOR, user, at.topicId(), "" + at.partition(), "" + at.offset()))
            .append('\n'));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.toString().getBytes(StandardCharsets.UTF_8));
  }
}
