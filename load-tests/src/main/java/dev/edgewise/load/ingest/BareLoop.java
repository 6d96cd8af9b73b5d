/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The least that storing a profile takes: reads a value, replaces it by the store's script if it is
 * still the same, and does nothing else; as many at once as the product has. Answers the line
 * {@code run} with the seconds it took.
 */
final class BareLoop {
  private static final int IN_FLIGHT = 256;
  private static final int HEAD = 10;

  /** The script of the profile store; whether it still is that is looked up in Redis. */
  private static final String SCRIPT =
      """
      if redis.call('GETRANGE', KEYS[1], 0, ARGV[1] - 1) ~= ARGV[2] then return 0 end
      if ARGV[4] == '0' then
        redis.call('SET', KEYS[1], ARGV[3])
      else
        redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
      end
      if ARGV[5] == '1' then
        for _, key in ipairs(redis.call('SMEMBERS', KEYS[2])) do redis.call('DEL', key) end
        redis.call('DEL', KEYS[2])
      end
      redis.call('PUBLISH', ARGV[6], ARGV[7])
      return 1\
      """;

  private static final byte[] NOTHING = {};
  private static final byte[] ZERO = ascii("0");
  private static final byte[] HEAD_BYTES = ascii(String.valueOf(HEAD));
  private static final byte[] CHANNEL = ascii("bare:changes");
  private static final byte[] USER = ascii("u12345");

  private final RedisAsyncCommands<String, byte[]> redis;
  private final String digest;
  private final byte[] value;
  private final Semaphore room = new Semaphore(IN_FLIGHT);

  private BareLoop(RedisAsyncCommands<String, byte[]> redis, String digest, byte[] value) {
    this.redis = redis;
    this.digest = digest;
    this.value = value;
  }

  /**
   * The process.
   *
   * @param args Redis, how many calls, how many keys, how many bytes a value has
   */
  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    byte[] value = new byte[Integer.parseInt(args[3])];
    new Random(1).nextBytes(value);
    try (RedisClient client = RedisClient.create(args[0]);
        StatefulRedisConnection<String, byte[]> connection =
            client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
      String digest = connection.sync().scriptLoad(SCRIPT);
      BareLoop loop = new BareLoop(connection.async(), digest, value);
      while (in.readLine() != null) {
        System.out.println(loop.seconds(Long.parseLong(args[1]), Integer.parseInt(args[2])));
      }
    }
  }

  private double seconds(long calls, int keys) throws InterruptedException {
    Random random = new Random(2);
    long begun = System.nanoTime();
    for (long i = 0; i < calls; i++) {
      room.acquire();
      String key = "bare:{" + random.nextInt(keys) + "-0123456789}:profile";
      var _ =
          redis
              .get(key)
              .thenCompose(old -> replace(key, old))
              .whenComplete((done, failure) -> room.release());
    }
    room.acquire(IN_FLIGHT);
    room.release(IN_FLIGHT);
    return (System.nanoTime() - begun) / 1e9;
  }

  private RedisFuture<Long> replace(String key, byte @Nullable [] old) {
    byte[] head = old == null ? NOTHING : Arrays.copyOf(old, HEAD);
    return redis.evalsha(
        digest,
        ScriptOutputType.INTEGER,
        new String[] {key, key + "s"},
        HEAD_BYTES,
        head,
        value,
        ZERO,
        ZERO,
        CHANNEL,
        USER);
  }

  /** By which Redis knows the script. */
  static String digest() throws IOException {
    try {
      byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(ascii(SCRIPT));
      return String.format("%040x", new BigInteger(1, sha1));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this Java has no SHA-1", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
