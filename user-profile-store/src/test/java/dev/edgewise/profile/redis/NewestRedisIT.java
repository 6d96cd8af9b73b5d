/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreContract;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The contract on the newest Redis, in a container; skipped without Docker. */
@Testcontainers(disabledWithoutDocker = true)
class NewestRedisIT extends ProfileStoreContract {
  private static final int PORT = 6379;

  @Container
  private static final GenericContainer<?> REDIS =
      new GenericContainer<>("redis:8").withExposedPorts(PORT);

  @Override
  public ProfileStore open() {
    String uri = "redis://" + REDIS.getHost() + ":" + REDIS.getMappedPort(PORT);
    return new RedisProfileStore(uri, WEIGHTS, Duration.ofSeconds(10));
  }
}
