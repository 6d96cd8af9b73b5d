/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.profile.EventPosition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The positions of a request's events in the log, one for each user: the last one. A client that
 * presents the token reads its own writes. Opaque to clients; users are stored as short hashes
 * only. Immutable.
 */
public final class ReadToken {
  static final int MOST_USERS = 100;

  private static final String SEPARATOR = ";";

  private final Map<String, EventPosition> byUser;

  private ReadToken(Map<String, EventPosition> byUser) {
    this.byUser = byUser;
  }

  /** A token of the last position of each user; empty for no users or too many. */
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
   * Parses the form that {@link #toString} writes.
   *
   * @throws IllegalArgumentException when the text is not a token
   */
  public static ReadToken parse(String text) {
    Map<String, EventPosition> byUser = new LinkedHashMap<>();
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      for (String line : plain.lines().toList()) {
        String[] fields = line.split(SEPARATOR, 4);
        byUser.put(
            fields[0],
            new EventPosition(fields[1], Integer.parseInt(fields[2]), Long.parseLong(fields[3])));
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a token of an earlier answer", e);
    }
    return new ReadToken(byUser);
  }

  /** The position that this user's profile must have reached; empty for an unknown user. */
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
