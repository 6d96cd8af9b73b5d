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
 * Profiles in Redis (6.2 or later, standalone or a cluster), one string value a user in the form of
 * {@link ProfileCodec}.
 *
 * <p>Events are applied here, in Java; a script compares the head of the stored value, which has
 * its hash, with that of the value they were applied to, and replaces it: since watermarks and
 * deduplication window are inside the value, check and update are one atomic step. When another
 * process was faster, the batch is applied anew to what it left. So it does no harm to begin with
 * the value that this process wrote last, which is known for some 100,000 users. An erasure takes
 * the user's documents with it. Keys have a hash of the user as their hash tag, and nowhere the
 * user. Connects when first used, and again after an outage. Thread-safe.
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
  private static final byte[] CHANNEL = ascii(CHANGES);
  private static final byte[] HEAD = ascii(String.valueOf(ProfileCodec.HEAD));
  private static final byte[] ZERO = ascii("0");
  private static final byte[] ONE = ascii("1");
  private static final byte[] NOTHING = {};

  private final ChangeListeners listeners = new ChangeListeners();
  private final Connections connections;
  private final ProfileRules rules;
  private final Retention retention;
  private final LatestValues latest = new LatestValues(KNOWN_BYTES);

  /**
   * A store that will connect to this server.
   *
   * @param uri as Lettuce reads it, for example {@code redis://user:secret@localhost:6379/0}, or
   *     {@code rediss://} for TLS; hosts of a cluster separated by commas, one is enough
   * @param weights how much liking each type of event shows
   * @param timeout how long a command may take
   * @throws IllegalArgumentException when the URI can't be read
   */
  public RedisProfileStore(
      String uri, SignalWeights weights, Duration timeout, Retention retention) {
    this.connections = new Connections(uri, timeout, CHANGES, listeners::changed);
    this.rules = new ProfileRules(weights);
    this.retention = retention;
  }

  /** One that keeps everything for good. */
  public RedisProfileStore(String uri, SignalWeights weights, Duration timeout) {
    this(uri, weights, timeout, Retention.FOR_GOOD);
  }

  @Override
  public Profile get(String user) {
    return decode(
        user,
        connections.await(
            "read a profile", commands -> commands.get(key(user)).toCompletableFuture()));
  }

  @Override
  public CompletableFuture<Profile> applyAsync(
      String user, List<PositionedEvent> batch, long generation) {
    return connections
        .commands()
        .thenCompose(commands -> begin(commands, user, batch, generation))
        .handle((profile, failure) -> {
          if (failure == null) {
            return profile;
          }
          Throwable cause = Failures.cause(failure);
          if (cause instanceof IllegalArgumentException refused) {
            throw refused;
          }
          throw connections.failed("apply events", cause);
        });
  }

  /** Begins with what was written last, as far as that is known, else with what is stored. */
  private CompletionStage<Profile> begin(
      RedisClusterAsyncCommands<String, byte[]> commands,
      String user,
      List<PositionedEvent> batch,
      long generation) {
    byte[] known = latest.get(user, generation);
    return known == null
        ? attempt(commands, user, batch, generation)
        : change(commands, user, known, batch, generation);
  }

  private CompletionStage<Profile> attempt(
      RedisClusterAsyncCommands<String, byte[]> commands,
      String user,
      List<PositionedEvent> batch,
      long generation) {
    return commands
        .get(key(user))
        .thenCompose(value -> change(commands, user, value, batch, generation));
  }

  private CompletionStage<Profile> change(
      RedisClusterAsyncCommands<String, byte[]> commands,
      String user,
      byte @Nullable [] value,
      List<PositionedEvent> batch,
      long generation) {
    expect(generation); // what was read may come from a server that has lost its latest
    Profile before = decode(user, value);
    Profile after = rules.apply(before, batch);
    if (after.equals(before)) {
      return CompletableFuture.completedFuture(after);
    }
    byte[] next = ProfileCodec.encode(after);
    return replace(commands, user, value, next, after)
        .thenCompose(done -> {
          if (!done) {
            latest.remove(user);
            return attempt(commands, user, batch, generation);
          }
          latest.put(user, next, generation);
          return CompletableFuture.completedFuture(after);
        });
  }

  private CompletionStage<Boolean> replace(
      RedisClusterAsyncCommands<String, byte[]> commands,
      String user,
      byte @Nullable [] old,
      byte[] next,
      Profile after) {
    return REPLACE
        .<Long>run(
            commands,
            new String[] {key(user), Keys.documents(user)},
            HEAD,
            old == null ? NOTHING : Arrays.copyOf(old, Math.min(old.length, ProfileCodec.HEAD)),
            next,
            ascii(String.valueOf(retention.of(after).toMillis())),
            after.erased() ? ONE : ZERO,
            CHANNEL,
            user.getBytes(StandardCharsets.UTF_8))
        .thenApply(done -> done == 1);
  }

  private void expect(long generation) {
    long now = connections.losses();
    if (now != generation) {
      throw new StoreChangedException(generation, now);
    }
  }

  @Override
  public long generation() {
    return connections.losses();
  }

  @Override
  public Checkpoint checkpoint(String topicId, int partition) {
    String key = Keys.checkpoint(topicId, partition);
    byte[] line =
        connections.await("read a checkpoint", commands -> commands.get(key).toCompletableFuture());
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
          expect(generation);
          return commands.set(key, ascii(checkpoint.format()));
        })
        .handle((done, failure) -> {
          if (failure != null) {
            throw connections.failed("save a checkpoint", failure);
          }
          return null;
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
    connections.await("get an answer", commands -> commands.ping().toCompletableFuture());
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
          "what is stored of a user can't be read: " + e.getMessage(), e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
