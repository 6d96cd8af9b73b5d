/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
 * documents, too, and also a value that can't be read. Keys contain a hash of the user's id as hash
 * tag, never the id. Connects at the first use, and again after an outage. Thread-safe.
 */
public final class RedisProfileStore implements ProfileStore {
  private static final Script REPLACE =
      new Script(
          ScriptOutputType.INTEGER,
          "if redis.call('GETRANGE', KEYS[1], 0, ARGV[1] - 1) ~= ARGV[2] then return 0 end",
          "local ttl = tonumber(ARGV[4])",
          "if ttl > 0 and ARGV[9] == '1' then", // events read again don't prolong a profile's life
          "  local left = redis.call('PTTL', KEYS[3])",
          "  if left == -2 then left = 60000 end", // the profile had expired
          "  if left > 0 then ttl = math.min(ttl, left) end",
          "end",
          "if ttl == 0 then",
          "  redis.call('SET', KEYS[1], ARGV[3])",
          "else",
          "  redis.call('SET', KEYS[1], ARGV[3], 'PX', ttl)",
          "end",
          "if ARGV[5] == '1' then",
          "  local documents = redis.pcall('SMEMBERS', KEYS[2])",
          "  if documents.err then documents = {} end", // not the set that it should be
          "  for _, key in ipairs(documents) do redis.call('DEL', key) end",
          "  redis.call('DEL', KEYS[2])",
          "end",
          "if ARGV[8] == '1' then redis.call('DEL', KEYS[3]) end",
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
  private final EarlierFormat earlierFormat = new EarlierFormat();
  private final Refills refills;

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
    this.refills = new Refills(connections, !retention.profile().isZero());
  }

  /** A store that keeps everything forever. */
  public RedisProfileStore(String uri, SignalWeights weights, Duration timeout) {
    this(uri, weights, timeout, Retention.FOR_GOOD);
  }

  @Override
  public Profile get(String user, Duration patience) {
    Stored stored = connections.await("read a profile", commands -> read(commands, user), patience);
    Profile earlier = stored.earlier;
    if (stored.value == null && earlier != null) {
      return earlier;
    }
    Profile profile = decode(user, stored.value);
    return earlier == null || EarlierFormat.covers(profile, earlier) ? profile : earlier;
  }

  /** A user's stored profile, and the one of the earlier format that it does not replace yet. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(byte @Nullable [] value, @Nullable Profile earlier) {}

  private static CompletionStage<Stored> read(
      RedisClusterAsyncCommands<String, byte[]> commands, String user) {
    // Not MGET, which takes a value of another type for none.
    return commands
        .get(Keys.profile(user))
        .thenCombine(
            commands.get(Keys.earlierProfile(user)),
            (value, earlier) -> new Stored(value, EarlierFormat.decode(user, earlier)));
  }

  /** A call of {@link #applyAsync}, which may take several attempts. */
  private record Call(
      RedisClusterAsyncCommands<String, byte[]> commands,
      String user,
      List<PositionedEvent> batch,
      long generation) {
    boolean erases() {
      return batch.stream()
          .anyMatch(
              one -> ProfileRequest.of(one.event()).orElse(null) instanceof ProfileRequest.Erase);
    }
  }

  @Override
  public CompletableFuture<Profile> applyAsync(
      String user, List<PositionedEvent> batch, long generation) {
    return connections
        .commands()
        .thenCompose(commands -> {
          Call call = new Call(commands, user, batch, generation);
          byte[] known = latest.get(user, generation);
          return orErased(
              call, known == null ? readAndApply(call) : apply(call, new Stored(known, null)));
        })
        .exceptionally(failure -> {
          if (Connections.cause(failure) instanceof IllegalArgumentException refused) {
            throw refused;
          }
          throw connections.failed("apply events", failure);
        });
  }

  /**
   * Returns the outcome of a call. When it failed because the stored profile can't be read, and the
   * batch erases the user, then deletes whatever is stored and applies the batch to nothing.
   */
  private CompletionStage<Profile> orErased(Call call, CompletionStage<Profile> applied) {
    return applied
        .handle((profile, failure) -> {
          if (failure == null
              || !call.erases()
              || !(connections.failed("erase a user", failure)
                  instanceof UnreadableProfileException)) {
            return applied;
          }
          latest.remove(call.user);
          return call.commands
              .del(Keys.profile(call.user), Keys.earlierProfile(call.user))
              .thenCompose(deleted -> readAndApply(call));
        })
        .thenCompose(outcome -> outcome);
  }

  private CompletionStage<Profile> readAndApply(Call call) {
    return read(call.commands, call.user).thenCompose(stored -> apply(call, stored));
  }

  private CompletionStage<Profile> apply(Call call, Stored stored) {
    requireGeneration(call.generation); // the value may come from a server that has lost writes
    Profile earlier = stored.earlier;
    Profile before =
        stored.value == null && earlier != null
            ? earlierFormat.start(earlier, call.batch)
            : decode(call.user, stored.value);
    Profile after = rules.apply(before, retained(call.batch));
    if (after.equals(before)) {
      return CompletableFuture.completedFuture(after);
    }
    byte[] next = ProfileCodec.encode(after);
    boolean whole = earlier == null || EarlierFormat.covers(after, earlier);
    return replace(call, stored.value, next, after, whole)
        .thenCompose(done -> {
          if (!done) {
            latest.remove(call.user);
            return readAndApply(call);
          }
          if (whole) {
            latest.put(call.user, next, call.generation);
          }
          return CompletableFuture.completedFuture(after);
        });
  }

  /** Replaces the value; {@code whole} tells that it replaces the earlier format's value, too. */
  private CompletionStage<Boolean> replace(
      Call call, byte @Nullable [] old, byte[] next, Profile after, boolean whole) {
    return REPLACE
        .<Long>run(
            call.commands,
            new String[] {
              Keys.profile(call.user), Keys.documents(call.user), Keys.earlierProfile(call.user)
            },
            HEAD,
            old == null ? NOTHING : Arrays.copyOf(old, Math.min(old.length, ProfileCodec.HEAD)),
            next,
            Script.ascii(retention.of(after).toMillis()),
            after.erased() ? ONE : ZERO,
            CHANNEL,
            call.user.getBytes(StandardCharsets.UTF_8),
            whole ? ONE : ZERO,
            earlierFormat.again(call.batch) ? ONE : ZERO)
        .thenApply(done -> done == 1);
  }

  /** Events older than the retention may belong to a profile that expired and isn't lost. */
  private List<PositionedEvent> retained(List<PositionedEvent> batch) {
    if (retention.profile().isZero() || batch.stream().noneMatch(PositionedEvent::whole)) {
      return batch;
    }
    Instant oldest = Instant.now().minus(retention.profile());
    List<PositionedEvent> retained = new ArrayList<>();
    for (PositionedEvent one : batch) {
      boolean old = one.event().time().isBefore(oldest);
      retained.add(old ? new PositionedEvent(one.event(), one.position()) : one);
    }
    return retained;
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
    Checkpoint none = Checkpoint.none(topicId, partition);
    Checkpoint present = stored(none, Keys.checkpoint(topicId, partition));
    return present == null ? none : present;
  }

  @Override
  public Checkpoint resume(String topicId, int partition, long beginning) {
    Checkpoint none = Checkpoint.none(topicId, partition);
    String presentKey = Keys.checkpoint(topicId, partition);
    String earlierKey = Keys.earlierCheckpoint(topicId, partition);
    refills.load(topicId, partition);
    Checkpoint present = stored(none, presentKey);
    Checkpoint earlier = stored(none, earlierKey);
    if (earlier != null && present == null && beginning > 0) {
      connections.await("go on", commands -> commands.rename(earlierKey, presentKey));
      return earlierFormat.resume(none, earlier, null);
    }
    return earlierFormat.resume(none, present, earlier);
  }

  @Override
  public long rebuildEnd(String topicId, int partition) {
    return Math.max(earlierFormat.end(topicId, partition), refills.end(topicId, partition));
  }

  @Override
  public List<Checkpoint> lost(List<Checkpoint> given) {
    return refills.begin(given);
  }

  @Override
  public @Nullable String warning() {
    return refills.warning();
  }

  @Override
  public @Nullable String loss() {
    return refills.loss();
  }

  @Override
  public Optional<Profile> rebuild(String user, List<PositionedEvent> all) {
    while (true) {
      Stored stored = connections.await("read a profile", commands -> read(commands, user));
      Profile before = decode(user, stored.value);
      if (all.isEmpty() || !before.beganAfter(all.get(0).position())) {
        return Optional.of(before);
      }
      if (!before.endsAt(all.get(all.size() - 1).position())) {
        return Optional.empty();
      }
      Profile after = rules.apply(before.toRebuild(), all);
      latest.remove(user);
      boolean done =
          connections.await(
              "make a profile again",
              commands ->
                  replace(
                      new Call(commands, user, all, generation()),
                      stored.value,
                      ProfileCodec.encode(after),
                      after,
                      true));
      if (done) {
        return Optional.of(after);
      }
    }
  }

  private @Nullable Checkpoint stored(Checkpoint none, String key) {
    byte[] line = connections.await("read a checkpoint", commands -> commands.get(key));
    try {
      return line == null
          ? null
          : Checkpoint.parse(
              none.topicId(), none.partition(), new String(line, StandardCharsets.US_ASCII));
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
          return commands
              .setGet(key, Script.ascii(checkpoint.format()))
              .thenAccept(before -> refills.saved(key, before != null))
              .thenCompose(done -> endRebuild(commands, checkpoint))
              .thenCompose(done -> refills.endWith(commands, checkpoint));
        })
        .exceptionally(failure -> {
          throw connections.failed("save a checkpoint", failure);
        });
  }

  private CompletionStage<Void> endRebuild(
      RedisClusterAsyncCommands<String, byte[]> commands, Checkpoint reached) {
    if (!earlierFormat.endsWith(reached)) {
      return CompletableFuture.completedFuture(null);
    }
    return commands
        .del(Keys.earlierCheckpoint(reached.topicId(), reached.partition()))
        .thenAccept(deleted -> earlierFormat.ended(reached));
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

  private Profile decode(String user, byte @Nullable [] value) {
    try {
      return value == null ? Profile.empty(user) : ProfileCodec.decode(user, value);
    } catch (IllegalArgumentException e) {
      throw new UnreadableProfileException(
          "the stored profile of a user can't be read: " + e.getMessage(), e);
    }
  }
}
