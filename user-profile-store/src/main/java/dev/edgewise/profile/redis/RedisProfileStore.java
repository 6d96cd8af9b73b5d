/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.codec.ProfileCodec;
import dev.edgewise.profile.store.ChangeListeners;
import dev.edgewise.profile.store.Checkpoint;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.Retention;
import dev.edgewise.profile.store.StoreChangedException;
import dev.edgewise.profile.store.UnreadableProfileException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Profiles in Redis (6.2 or later, standalone or cluster): one string value for each user, in the
 * form of {@link ProfileCodec}.
 *
 * <p>Java code applies events to a value; a script then replaces the stored value if its head,
 * which contains its hash, is still that of the old value. Watermarks and deduplication window are
 * inside the value, so check and update are one atomic step. If another process was faster, the
 * batch is applied again to the new value. Therefore the store may safely start from the value that
 * this process wrote last, which it remembers for some 100,000 users. An erasure deletes the user's
 * documents, too. Keys contain a hash of the user's id as hash tag, never the id. Connects at the
 * first use, and again after an outage. Thread-safe.
 */
public final class RedisProfileStore implements ProfileStore {
  private static final Script REPLACE =
      new Script(
          ScriptOutputType.INTEGER,
          "if redis.call('GETRANGE', KEYS[1], 0, ARGV[1] - 1) ~= ARGV[2] then return 0 end",
          "if ARGV[4] == '0' then",
          "  redis.call('SET', KEYS[1], ARGV[3])",
          "else",
          "  redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])",
          "end",
          "if ARGV[5] == '1' then",
          "  for _, key in ipairs(redis.call('SMEMBERS', KEYS[2])) do redis.call('DEL', key) end",
          "  redis.call('DEL', KEYS[2])",
          "end",
          "redis.call('PUBLISH', ARGV[6], ARGV[7])",
          "return 1");
  private static final String CHANGES = "edgewise:profile-changes";
  private static final long KNOWN_BYTES = 64L << 20;
  private static final byte[] CHANNEL = Script.ascii(CHANGES);
  private static final byte[] HEAD = Script.ascii(ProfileCodec.HEAD);
  private static final byte[] ZERO = Script.ascii("0");
  private static final byte[] ONE = Script.ascii("1");
  private static final byte[] NOTHING = {};

  private final ChangeListeners listeners = new ChangeListeners();
  private final Connections connections;
  private final ProfileRules rules;
  private final Retention retention;
  private final LatestValues latest = new LatestValues(KNOWN_BYTES);

  /**
   * A store that will connect to this server.
   *
   * @param uri in Lettuce's form, for example {@code redis://user:secret@localhost:6379/0}, or
   *     {@code rediss://} for TLS; separate several hosts of a cluster by commas, one is enough
   * @param weights the weights of the event types
   * @param timeout the limit for one command
   * @throws IllegalArgumentException when the URI is not valid
   */
  public RedisProfileStore(
      String uri, SignalWeights weights, Duration timeout, Retention retention) {
    this.connections = new Connections(uri, timeout, CHANGES, listeners::changed);
    this.rules = new ProfileRules(weights);
    this.retention = retention;
  }

  /** A store that keeps everything forever. */
  public RedisProfileStore(String uri, SignalWeights weights, Duration timeout) {
    this(uri, weights, timeout, Retention.FOR_GOOD);
  }

  @Override
  public Profile get(String user) {
    return decode(user, connections.await("read a profile", commands -> commands.get(key(user))));
  }

  /** A call of {@link #applyAsync}, which may take several attempts. */
  private record Call(
      RedisClusterAsyncCommands<String, byte[]> commands,
      String user,
      List<PositionedEvent> batch,
      long generation) {}

  @Override
  public CompletableFuture<Profile> applyAsync(
      String user, List<PositionedEvent> batch, long generation) {
    return connections
        .commands()
        .thenCompose(commands -> {
          Call call = new Call(commands, user, batch, generation);
          byte[] known = latest.get(user, generation);
          return known == null ? readAndApply(call) : apply(call, known);
        })
        .exceptionally(failure -> {
          if (Connections.cause(failure) instanceof IllegalArgumentException refused) {
            throw refused;
          }
          throw connections.failed("apply events", failure);
        });
  }

  private CompletionStage<Profile> readAndApply(Call call) {
    return call.commands.get(key(call.user)).thenCompose(value -> apply(call, value));
  }

  private CompletionStage<Profile> apply(Call call, byte @Nullable [] value) {
    requireGeneration(call.generation); // the value may come from a server that has lost writes
    Profile before = decode(call.user, value);
    Profile after = rules.apply(before, call.batch);
    if (after.equals(before)) {
      return CompletableFuture.completedFuture(after);
    }
    byte[] next = ProfileCodec.encode(after);
    return replace(call, value, next, after)
        .thenCompose(done -> {
          if (!done) {
            latest.remove(call.user);
            return readAndApply(call);
          }
          latest.put(call.user, next, call.generation);
          return CompletableFuture.completedFuture(after);
        });
  }

  private CompletionStage<Boolean> replace(
      Call call, byte @Nullable [] old, byte[] next, Profile after) {
    return REPLACE
        .<Long>run(
            call.commands,
            new String[] {key(call.user), Keys.documents(call.user)},
            HEAD,
            old == null ? NOTHING : Arrays.copyOf(old, Math.min(old.length, ProfileCodec.HEAD)),
            next,
            Script.ascii(retention.of(after).toMillis()),
            after.erased() ? ONE : ZERO,
            CHANNEL,
            call.user.getBytes(StandardCharsets.UTF_8))
        .thenApply(done -> done == 1);
  }

  private void requireGeneration(long expected) {
    long actual = connections.losses();
    if (actual != expected) {
      throw new StoreChangedException(expected, actual);
    }
  }

  @Override
  public long generation() {
    return connections.losses();
  }

  @Override
  public Checkpoint checkpoint(String topicId, int partition) {
    String key = Keys.checkpoint(topicId, partition);
    byte[] line = connections.await("read a checkpoint", commands -> commands.get(key));
    if (line == null) {
      return Checkpoint.none(topicId, partition);
    }
    try {
      return Checkpoint.parse(topicId, partition, new String(line, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw connections.failed("read " + key, e);
    }
  }

  @Override
  public CompletableFuture<Void> saveAsync(Checkpoint checkpoint, long generation) {
    String key = Keys.checkpoint(checkpoint.topicId(), checkpoint.partition());
    return connections
        .commands()
        .thenCompose(commands -> {
          requireGeneration(generation);
          return commands.set(key, Script.ascii(checkpoint.format()));
        })
        .thenAccept(done -> {})
        .exceptionally(failure -> {
          throw connections.failed("save a checkpoint", failure);
        });
  }

  @Override
  public Subscription onChange(Consumer<String> listener) {
    Subscription subscription = listeners.add(listener);
    connections.listen();
    return subscription;
  }

  @Override
  public void check() {
    connections.await("get an answer", commands -> commands.ping());
  }

  @Override
  public void close() {
    connections.close();
  }

  private static String key(String user) {
    return Keys.ofUser(user, "profile");
  }

  private Profile decode(String user, byte @Nullable [] value) {
    try {
      return value == null ? Profile.empty(user) : ProfileCodec.decode(user, value);
    } catch (IllegalArgumentException e) {
      throw new UnreadableProfileException(
          "the stored profile of a user can't be read: " + e.getMessage(), e);
    }
  }
}
