/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.events;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A plain connection to Redis, past the stores of the product. Safe for use by many threads. */
public final class RedisInspector implements AutoCloseable {
  private static final int USER_BYTES = 12;

  private final RedisClient client;
  private final StatefulRedisConnection<String, byte[]> connection;

  /** Connects to {@code redis://host:port}. */
  public RedisInspector(String uri) {
    client = RedisClient.create(uri);
    connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
  }

  public StatefulRedisConnection<String, byte[]> connection() {
    return connection;
  }

  /** The number after a text in a section of INFO. */
  public long info(String section, String text) {
    String info = connection.sync().info(section);
    String rest = info.substring(info.indexOf(text) + text.length());
    return Long.parseLong(rest.split("\\D", 2)[0]);
  }

  /** The key of a user's {@code profile} or {@code ranking} in the product's stores. */
  public static String userKey(String user, String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
      byte[] start = Arrays.copyOf(digest, USER_BYTES);
      String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(start);
      return "edgewise:{" + hash + "}:" + name;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
