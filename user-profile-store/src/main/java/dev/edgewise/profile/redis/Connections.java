/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection for commands and one for notices, each made when first needed; Lettuce renews them
 * after an outage. While there is none, commands fail at once instead of queueing. Thread-safe.
 */
final class Connections {
  private final RedisURI uri;
  private final RedisClient client;
  private final String channel;
  private final Consumer<String> onMessage;
  private @Nullable StatefulRedisConnection<String, byte[]> connection;
  private @Nullable StatefulRedisPubSubConnection<String, String> notices;

  Connections(String uri, Duration timeout, String channel, Consumer<String> onMessage) {
    this.uri = RedisURI.create(uri);
    this.uri.setTimeout(timeout);
    this.client = RedisClient.create(this.uri);
    this.client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled(timeout))
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
            .build());
    this.channel = channel;
    this.onMessage = onMessage;
  }

  synchronized RedisAsyncCommands<String, byte[]> commands() {
    if (connection == null) {
      connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
      if (notices == null) {
        subscribe();
      }
    }
    return connection.async();
  }

  /** Subscribes to notices now, or as soon as there is a connection. */
  synchronized void listen() {
    if (notices == null) {
      try {
        subscribe();
      } catch (RedisException unreachable) {
        // The next command tries again, and tells its caller if that fails.
      }
    }
  }

  private void subscribe() {
    StatefulRedisPubSubConnection<String, String> fresh = client.connectPubSub(StringCodec.UTF8);
    fresh.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, String user) {
            onMessage.accept(user);
          }
        });
    fresh.sync().subscribe(channel);
    notices = fresh;
  }

  /** Host and port, without any secret. */
  String address() {
    return uri.getHost() + ":" + uri.getPort();
  }

  void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
