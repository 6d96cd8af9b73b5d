/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreContract;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real Redis Cluster of three masters; the store's URI names one of them. */
class ClusterProfileStoreIT extends ProfileStoreContract {
  @TempDir private static Path directory;
  private static RealCluster cluster;

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = RealCluster.start(directory);
  }

  @AfterAll
  static void stopCluster() throws IOException {
    cluster.close();
  }

  @Override
  public ProfileStore open() {
    return new RedisProfileStore(cluster.uri(), WEIGHTS, Duration.ofSeconds(10));
  }

  @Test
  void usersAreSpreadOverTheMastersAndFoundFromAny() {
    try (ProfileStore store = open();
        ProfileStore other =
            new RedisProfileStore(cluster.uris(), WEIGHTS, Duration.ofSeconds(10))) {
      for (int i = 0; i < 60; i++) {
        String user = "spread-" + i;
        Instant time = Instant.parse("2026-06-01T12:00:00Z");
        Event event = new Event("1", "t", user, "a", "like", time, null, List.of(), Map.of());
        store.apply(user, List.of(new PositionedEvent(event, new EventPosition("topic", 0, i))));
        assertThat(other.get(user).interactions()).isEqualTo(1);
      }
    }
    for (RealRedis master : cluster.masters()) {
      RedisClient client = RedisClient.create(master.uri());
      assertThat(client.connect().sync().dbsize()).isPositive();
      client.shutdown();
    }
  }
}
