/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.load.events.RedisInspector;
import dev.edgewise.load.process.ChildProcess;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A program that does the least work of storing a profile: it reads a value, and a script replaces
 * it if nobody has changed it, and tells who listens. It answers each line with the seconds that
 * all calls took.
 */
final class BareLoop {
  private static final int HEAD = 10;

  private static final String SCRIPT =
      """
      if redis.call('GETRANGE', KEYS[1], 0, ARGV[1] - 1) ~= ARGV[2] then return 0 end
      redis.call('SET', KEYS[1], ARGV[3])
      redis.call('PUBLISH', ARGV[4], ARGV[5])
      return 1\
      """;

  private final RedisAsyncCommands<String, byte[]> redis;
  private final String digest;
  private final byte[] value;

  private BareLoop(RedisInspector inspector, int valueBytes) {
    redis = inspector.connection().async();
    digest = inspector.connection().sync().scriptLoad(SCRIPT);
    value = new byte[valueBytes];
    new Random(1).nextBytes(value);
  }

  /** Arguments: the URI of Redis, and how many calls, keys and bytes in a value there are. */
  public static void main(String[] args) throws Exception {
    try (RedisInspector inspector = new RedisInspector(args[0])) {
      BareLoop loop = new BareLoop(inspector, Integer.parseInt(args[3]));
      ChildProcess.answerLines(
          line -> "" + loop.seconds(Long.parseLong(args[1]), Integer.parseInt(args[2])));
    }
  }

  private double seconds(long count, int keys) throws IOException {
    Random random = new Random(2);
    BoundedCalls calls = new BoundedCalls();
    long begun = System.nanoTime();
    for (long i = 0; i < count; i++) {
      String key = "bare:{" + random.nextInt(keys) + "-0123456789}:profile";
      calls.start(() -> redis.get(key).thenCompose(old -> replace(key, old)));
    }
    calls.await();
    return (System.nanoTime() - begun) / 1e9;
  }

  private RedisFuture<Long> replace(String key, byte @Nullable [] old) {
    byte[] head = old == null ? new byte[0] : Arrays.copyOf(old, HEAD);
    byte[][] arguments = {ascii("" + HEAD), head, value, ascii("bare:changes"), ascii("u12345")};
    return redis.evalsha(digest, ScriptOutputType.INTEGER, new String[] {key}, arguments);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
