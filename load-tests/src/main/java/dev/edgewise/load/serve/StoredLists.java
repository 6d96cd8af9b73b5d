/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import dev.edgewise.load.process.PlainConnection;
import dev.edgewise.load.process.Polling;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The stored lists of some users. Used by one thread. */
record StoredLists(URI service, KnownUsers users) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Has each user view an item again, and waits until each has a new stored list. */
  void renew() throws IOException {
    try (PlainConnection http = new PlainConnection(service)) {
      for (KnownUsers.UserAndItem one : users.users()) {
        var _ = http.send(PlainConnection.post("/v1/events", view(one)), 202);
      }
      for (KnownUsers.UserAndItem one : users.users()) {
        String path = "/v1/recommendations/" + one.user() + "?limit=" + ServePlan.LIMIT;
        Polling.Condition stored =
            () -> http.get(path, PlainConnection.JSON).contains("\"rankedBy\":\"stored\"");
        if (!Polling.until(PATIENCE, PAUSE, stored)) {
          throw new IOException("a list was not stored within " + PATIENCE);
        }
      }
    }
  }

  private static byte[] view(KnownUsers.UserAndItem one) {
    return "{\"id\":\"%s\",\"source\":\"bench\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"view\",\"time\":\"%s\"}"
        .formatted(UUID.randomUUID(), one.user(), one.item(), Instant.now())
        .getBytes(StandardCharsets.UTF_8);
  }
}
