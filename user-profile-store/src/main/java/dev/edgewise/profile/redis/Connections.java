/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.store.ProfileStoreException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection for commands and, where notices are wanted, one for those, each made when first
 * needed; Lettuce renews them after an outage. While there is none, commands fail at once instead
 * of queueing; all who come while one is being made share its outcome. Thread-safe.
 */
final class Connections {
  private final Server server;
  private final Duration timeout;
  private final String channel;
  private final Consumer<String> onMessage;
  private boolean listening;
  private @Nullable CompletableFuture<RedisClusterAsyncCommands<String, byte[]>> commands;
  private @Nullable CompletableFuture<Void> notices;

  /** Without notices. */
  Connections(String uri, Duration timeout) {
    this(uri, timeout, "", message -> {});
  }

  Connections(String uri, Duration timeout, String channel, Consumer<String> onMessage) {
    this.server = new Server(uri, timeout);
    this.timeout = timeout;
    this.channel = channel;
    this.onMessage = onMessage;
  }

  /** The commands, as soon as there is a connection; a failed attempt is followed by another. */
  synchronized CompletableFuture<RedisClusterAsyncCommands<String, byte[]>> commands() {
    if (listening) {
      CompletableFuture<Void> unused = subscription(); // notices are a hint: nobody waits for them
    }
    if (commands == null || commands.isCompletedExceptionally()) {
      commands = server.connect();
    }
    return commands;
  }

  /** Counts lost connections: behind each, the server may have restarted without its latest. */
  long losses() {
    return server.losses();
  }

  /** Subscribes to notices: by the time this returns, or else with one of the next commands. */
  void listen() {
    try {
      subscription().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException unreachable) {
      // The next command tries again, and tells its caller if it fails as well.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized CompletableFuture<Void> subscription() {
    listening = true;
    CompletableFuture<Void> current = notices;
    if (current == null || current.isCompletedExceptionally()) {
      current = server.connectForNotices().thenCompose(this::subscribe);
      notices = current;
    }
    return current;
  }

  private CompletionStage<Void> subscribe(StatefulRedisPubSubConnection<String, String> fresh) {
    fresh.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, String user) {
            onMessage.accept(user);
          }
        });
    return fresh
        .async()
        .subscribe(channel)
        .whenComplete((done, failure) -> {
          if (failure != null) {
            CompletableFuture<Void> unused = fresh.closeAsync();
          }
        });
  }

  /**
   * The command's answer, waited for.
   *
   * @param doing what the command is to do, for the message when it fails
   * @throws ProfileStoreException when there is none within the timeout
   */
  <T> T await(
      String doing,
      Function<RedisClusterAsyncCommands<String, byte[]>, CompletableFuture<T>> command) {
    try {
      return commands().thenCompose(command).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failed(doing, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(doing, e);
    }
  }

  /** Says what failed where, naming host and port but no secret. */
  ProfileStoreException failed(String doing, Throwable failure) {
    Throwable cause = Failures.cause(failure);
    if (cause instanceof ProfileStoreException told) {
      return told;
    }
    String why =
        cause instanceof TimeoutException
            ? "no answer within " + timeout
            : String.valueOf(Failures.root(cause).getMessage());
    return new ProfileStoreException(
        "could not " + doing + " at Redis " + server.address() + ": " + why, cause);
  }

  void close() {
    server.close();
  }
}
