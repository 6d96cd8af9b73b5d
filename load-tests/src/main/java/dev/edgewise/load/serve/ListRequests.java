/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Requests of users for their lists, one user after another. Used by one thread at a time.
 *
 * <p>When all users had their turn, fresh lists get another diversity in the last digits, so that
 * no list of theirs that was stored meanwhile answers.
 */
final class ListRequests implements Supplier<byte[]> {
  private static final int DIGITS = 1_000_000;

  private final List<KnownUsers.UserAndItem> users;
  private final boolean fresh;
  private long made;

  private ListRequests(KnownUsers users, boolean fresh) {
    this.users = users.users();
    this.fresh = fresh;
  }

  /** Requests whose lists no earlier request has asked for. */
  static ListRequests fresh(KnownUsers users) {
    return new ListRequests(users, true);
  }

  /** Requests for the lists of the same users again and again. */
  static ListRequests repeated(KnownUsers users) {
    return new ListRequests(users, false);
  }

  @Override
  public byte[] get() {
    long turn = made / users.size();
    String user = users.get((int) (made++ % users.size())).user();
    String diversity =
        turn == 0 || !fresh ? "" : String.format(Locale.ROOT, "&diversity=0.1%06d", turn % DIGITS);
    return request(
        "/v1/recommendations/%s?limit=%d&deadline=%dms%s"
            .formatted(user, ServePlan.LIMIT, ServePlan.DEADLINE.toMillis(), diversity));
  }

  /** The bytes of a request for a path. */
  static byte[] request(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n")
        .getBytes(US_ASCII);
  }
}
