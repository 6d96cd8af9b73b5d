/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.document.DocumentStoreContract;
import dev.edgewise.profile.store.ProfileStoreException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisDocumentStoreIT extends DocumentStoreContract {
  private static final Duration HOUR = Duration.ofHours(1);

  private static RealRedis redis;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.close();
  }

  @Override
  public DocumentStore open() {
    return store(redis.uri());
  }

  @Override
  public void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  private static DocumentStore store(String uri) {
    return new RedisDocumentStore(uri, Duration.ofSeconds(10));
  }

  @Test
  void anUnreachableRedisIsNamedWithoutItsPassword() {
    try (DocumentStore store = store("redis://:secret@127.0.0.1:1")) {
      assertThat(store.getAsync("ann", "doc"))
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(ProfileStoreException.class)
          .withMessageContaining("127.0.0.1:1")
          .withMessageNotContaining("secret");
      assertThat(store.putAsync("ann", "doc", new byte[1], HOUR))
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(ProfileStoreException.class);
      assertThatThrownBy(() -> store.append("doc", new byte[1]))
          .isInstanceOf(ProfileStoreException.class)
          .hasMessageContaining("127.0.0.1:1")
          .hasMessageNotContaining("secret");
      assertThatThrownBy(() -> store.current("doc")).isInstanceOf(ProfileStoreException.class);
      assertThatThrownBy(() -> store.makeCurrent("doc", 1))
          .isInstanceOf(ProfileStoreException.class);
      assertThatThrownBy(() -> store.versions("doc")).isInstanceOf(ProfileStoreException.class);
    }
  }

  @Test
  void keysAreAsDocumentedAndAUsersExpire() {
    RedisClient client = RedisClient.create(redis.uri());
    try (DocumentStore store = open()) {
      RedisCommands<String, String> raw = client.connect().sync();
      store.putAsync("a{b", "seen-list", new byte[] {'x'}, HOUR).join();
      assertThat(raw.get(Keys.ofUser("a{b", "seen-list"))).isEqualTo("x");
      assertThat(raw.pttl(Keys.ofUser("a{b", "seen-list"))).isBetween(1L, HOUR.toMillis());
      store.append("keys", new byte[] {'y'});
      assertThat(raw.hget("edgewise:{doc:keys}:versions", "1")).isEqualTo("y");
      assertThat(raw.get("edgewise:{doc:keys}:current")).isEqualTo("1");
      assertThat(raw.ttl("edgewise:{doc:keys}:versions")).isEqualTo(-1);
    } finally {
      client.shutdown();
    }
  }

  @Test
  void namesThatHaveExpiredAreNotRememberedForGood() throws InterruptedException {
    RedisClient client = RedisClient.create(redis.uri());
    try (DocumentStore store = open()) {
      store.putAsync("dan", "lasting", new byte[1], HOUR).join();
      for (int i = 0; i < 200; i++) {
        store.putAsync("dan", "list-" + i, new byte[1], Duration.ofMillis(1)).join();
      }
      pass(Duration.ofMillis(50));
      for (int i = 200; i < 270; i++) {
        store.putAsync("dan", "list-" + i, new byte[1], HOUR).join();
      }
      RedisCommands<String, String> raw = client.connect().sync();
      assertThat(raw.smembers(Keys.documents("dan")))
          .hasSizeLessThan(140)
          .contains(Keys.ofUser("dan", "lasting"), Keys.ofUser("dan", "list-269"));
    } finally {
      client.shutdown();
    }
  }

  @Test
  void aRedisThatForgotTheScriptsIsToldThemAgain() {
    RedisClient client = RedisClient.create(redis.uri());
    try (DocumentStore store = open()) {
      store.append("scripts", new byte[1]);
      client.connect().sync().scriptFlush();
      assertThat(store.append("scripts", new byte[1])).isEqualTo(2);
    } finally {
      client.shutdown();
    }
  }

  @Test
  void aUriThatIsNoneIsRefused() {
    assertThatThrownBy(() -> store("not a uri")).isInstanceOf(IllegalArgumentException.class);
  }
}
