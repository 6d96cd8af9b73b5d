/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.Await;
import dev.edgewise.ingest.Servers;
import dev.edgewise.ingest.TestEvents;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis that loses profiles while it runs and its connections hold. */
class LostProfilesIT {
  private static final int USERS = 400;

  private final Map<String, Long> expected = new TreeMap<>();
  private int published;

  private void publish(EventPublisher publisher, Predicate<String> to) throws Exception {
    Future<?> last = null;
    for (int i = 0; i < USERS; i++) {
      String user = "lost-" + i;
      if (to.test(user)) {
        last = publisher.publish(TestEvents.of("lost-" + published++, user, "item"));
        expected.merge(user, 1L, Long::sum);
      }
    }
    assertThat(last).isNotNull();
    last.get();
  }

  private static Map<String, Long> counts(ProfileStore store, Map<String, Long> users) {
    Map<String, Long> counts = new TreeMap<>();
    users.keySet().forEach(user -> counts.put(user, store.get(user).interactions()));
    return counts;
  }

  private String missing(ProfileStore store) {
    StringBuilder text = new StringBuilder();
    expected.forEach((user, count) -> {
      if (store.get(user).interactions() != count) {
        text.append(" ").append(user).append(": ").append(store.get(user).interactions());
        text.append(" of ").append(count).append(" ").append(store.get(user).applied());
      }
    });
    return text.toString();
  }

  @Test
  void profilesThatRedisEvictedOrDroppedComeBackFromTheLog(@TempDir Path folder) throws Exception {
    KafkaSettings settings = Servers.settings(2);
    try (LocalRedis redis = LocalRedis.start(folder);
        ProfileStore store =
            new RedisProfileStore(redis.uri(), SignalWeights.standard(), Duration.ofSeconds(10));
        EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      RedisClient client = RedisClient.create(redis.uri());
      RedisCommands<String, String> commands = client.connect().sync();
      updater.start();
      publish(publisher, user -> true);
      publish(publisher, user -> true);
      Await.until(
          () -> updater.status() + missing(store), () -> counts(store, expected).equals(expected));
      assertThat(updater.status().storeWarning()).isNull();

      commands.configSet("maxmemory-policy", "allkeys-random");
      commands.configSet("maxmemory", "" + (used(commands) - 60_000));
      Await.until(
          () -> updater.status() + missing(store), () -> updater.status().storeLoss() != null);
      assertThat(updater.status().storeWarning()).contains("allkeys-random", "set noeviction");
      Await.until(commands::info, () -> !counts(store, expected).equals(expected));

      // Half of the users begin new profiles, which hide what they had before.
      commands.configSet("maxmemory", "" + (used(commands) + 1_000_000));
      publish(publisher, user -> user.hashCode() % 2 == 0);
      Await.until(() -> updater.status() + missing(store), () -> updater.status().lag() == 0);
      assertThat(counts(store, expected)).isNotEqualTo(expected);

      commands.configSet("maxmemory-policy", "noeviction");
      Await.until(
          () -> updater.status() + missing(store),
          () -> counts(store, expected).equals(expected) && updater.status().lag() == 0);
      Await.until(() -> updater.status() + missing(store), () -> updater.status().healthy());

      commands.flushall();
      publish(publisher, user -> user.hashCode() % 3 == 0);
      Await.until(
          () -> updater.status() + missing(store),
          () -> counts(store, expected).equals(expected) && updater.status().toRebuild() == 0);
      client.shutdown();
    }
  }

  private static long used(RedisCommands<String, String> commands) {
    Matcher used = Pattern.compile("used_memory:(\\d+)").matcher(commands.info("memory"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1));
  }
}
