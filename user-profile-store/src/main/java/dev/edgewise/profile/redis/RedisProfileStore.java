/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.Listeners;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileCodec;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.ProfileStore;
import dev.edgewise.profile.ProfileStoreException;
import dev.edgewise.profile.SignalWeights;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Profiles in Redis (6.2 or later), one string value a user in the form of {@link ProfileCodec}.
 *
 * <p>Events are applied here, in Java; a script compares the stored value's digest with that of the
 * value they were applied to, and replaces it: since watermarks and deduplication window are inside
 * the value, check and update are one atomic step. When another process was faster, the batch is
 * applied anew to what it left. Keys carry the user as their hash tag. Connects when first used,
 * and again after an outage. Thread-safe.
 */
public final class RedisProfileStore implements ProfileStore {
  private static final String REPLACE =
      "local old = redis.call('GET', KEYS[1]) "
          + "local digest = '' "
          + "if old then digest = redis.sha1hex(old) end "
          + "if digest ~= ARGV[1] then return 0 end "
          + "redis.call('SET', KEYS[1], ARGV[2]) "
          + "redis.call('PUBLISH', ARGV[3], ARGV[4]) "
          + "return 1";
  private static final String REPLACE_DIGEST =
      Digests.sha1Hex(REPLACE.getBytes(StandardCharsets.US_ASCII));
  private static final String CHANGES = "edgewise:profile-changes";

  private final Listeners listeners = new Listeners();
  private final Connections connections;
  private final ProfileRules rules;
  private final Duration timeout;

  /**
   * A store that will connect to this server.
   *
   * @param uri as Lettuce reads it, for example {@code redis://user:secret@localhost:6379/0}
   * @param weights how much liking each type of event shows
   * @param timeout how long a command may take
   * @throws IllegalArgumentException when the URI can't be read
   */
  public RedisProfileStore(String uri, SignalWeights weights, Duration timeout) {
    this.connections = new Connections(uri, timeout, CHANGES, listeners::changed);
    this.rules = new ProfileRules(weights);
    this.timeout = timeout;
  }

  @Override
  public Profile get(String user) {
    return decode(
        user, await("read a profile", commands -> commands.get(key(user)).toCompletableFuture()));
  }

  @Override
  public CompletableFuture<Profile> applyAsync(String user, List<PositionedEvent> batch) {
    return connections
        .commands()
        .thenCompose(commands -> attempt(commands, user, batch))
        .handle((profile, failure) -> {
          if (failure == null) {
            return profile;
          }
          Throwable cause = cause(failure);
          if (cause instanceof IllegalArgumentException refused) {
            throw refused;
          }
          throw failed("apply events", cause);
        });
  }

  private CompletionStage<Profile> attempt(
      RedisAsyncCommands<String, byte[]> commands, String user, List<PositionedEvent> batch) {
    return commands
        .get(key(user))
        .thenCompose(value -> {
          Profile before = decode(user, value);
          Profile after = rules.apply(before, batch);
          if (after.equals(before)) {
            return CompletableFuture.completedFuture(after);
          }
          return replace(commands, user, value, ProfileCodec.encode(after))
              .thenCompose(done ->
                  done ? CompletableFuture.completedFuture(after) : attempt(commands, user, batch));
        });
  }

  private static CompletionStage<Boolean> replace(
      RedisAsyncCommands<String, byte[]> commands,
      String user,
      byte @Nullable [] old,
      byte[] next) {
    String[] keys = {key(user)};
    byte[][] arguments = {
      ascii(old == null ? "" : Digests.sha1Hex(old)),
      next,
      ascii(CHANGES),
      user.getBytes(StandardCharsets.UTF_8)
    };
    return commands
        .<Long>evalsha(REPLACE_DIGEST, ScriptOutputType.INTEGER, keys, arguments)
        .handle((done, failure) -> {
          if (failure == null) {
            return CompletableFuture.completedFuture(done);
          }
          if (cause(failure) instanceof RedisNoScriptException) {
            return commands
                .<Long>eval(REPLACE, ScriptOutputType.INTEGER, keys, arguments)
                .toCompletableFuture();
          }
          return RedisProfileStore.<Long>failedFuture(failure);
        })
        .thenCompose(Function.identity())
        .thenApply(done -> done == 1);
  }

  @Override
  public Subscription onChange(Consumer<String> listener) {
    Subscription subscription = listeners.add(listener);
    connections.listen();
    return subscription;
  }

  @Override
  public void check() {
    await("get an answer", commands -> commands.ping().toCompletableFuture());
  }

  @Override
  public void close() {
    connections.close();
  }

  /** The user is data: braces are escaped, so that no id can end or shift the hash tag. */
  private static String key(String user) {
    String tag = user.replace("%", "%25").replace("{", "%7B").replace("}", "%7D");
    return "edgewise:{" + tag + "}:profile";
  }

  private Profile decode(String user, byte @Nullable [] value) {
    try {
      return value == null ? Profile.empty(user) : ProfileCodec.decode(value);
    } catch (IllegalArgumentException e) {
      throw failed("read " + key(user), e);
    }
  }

  private <T> T await(
      String doing, Function<RedisAsyncCommands<String, byte[]>, CompletableFuture<T>> command) {
    try {
      return connections
          .commands()
          .thenCompose(command)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failed(doing, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(doing, e);
    }
  }

  private ProfileStoreException failed(String doing, Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof ProfileStoreException told) {
      return told;
    }
    String why =
        cause instanceof TimeoutException
            ? "no answer within " + timeout
            : String.valueOf(cause.getMessage());
    return new ProfileStoreException(
        "could not " + doing + " at Redis " + connections.address() + ": " + why, cause);
  }

  // CompletableFuture.failedFuture is younger than what devices have.
  private static <T> CompletableFuture<T> failedFuture(Throwable failure) {
    CompletableFuture<T> future = new CompletableFuture<>();
    future.completeExceptionally(failure);
    return future;
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && cause != null ? cause : failure;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
