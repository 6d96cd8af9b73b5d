/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.profile.store.UnreadableProfileException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * Two connections to Redis: one for commands and, if needed, one for notices. The first opens at
 * once, the other at its first use; Lettuce reconnects after an outage. Without a connection,
 * commands fail at once and do not queue. All callers that wait for a new connection share its
 * outcome. Thread-safe.
 */
final class Connections {
  private final Server server;
  private final Duration timeout;
  private final String channel;
  private final Consumer<String> onMessage;
  private boolean listening;
  private @Nullable CompletableFuture<RedisClusterAsyncCommands<String, byte[]>> commands;
  private @Nullable CompletableFuture<Void> notices;

  Connections(String uri, Duration timeout) {
    this(uri, timeout, "", message -> {});
  }

  Connections(String uri, Duration timeout, String channel, Consumer<String> onMessage) {
    this.server = new Server(uri, timeout);
    this.timeout = timeout;
    this.channel = channel;
    this.onMessage = onMessage;
    // The connection's thread inherits the niceness of the one that first connects, so that should
    // be the service's own start, and not some background work.
    CompletableFuture<?> unused = commands();
  }

  /** Returns the commands once there is a connection; after a failed attempt, tries again. */
  synchronized CompletableFuture<RedisClusterAsyncCommands<String, byte[]>> commands() {
    if (listening) {
      CompletableFuture<Void> unused = subscription(); // commands need not wait for notices
    }
    if (commands == null || commands.isCompletedExceptionally()) {
      commands = server.connect();
    }
    return commands;
  }

  /** Returns the number of times that the server may have lost writes, as with a connection. */
  long losses() {
    return server.losses();
  }

  /** Records that the server has lost writes. */
  void lost() {
    server.lost();
  }

  /** Subscribes to notices, and waits for it within the timeout; later commands try again. */
  void listen() {
    try {
      subscription().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException unreachable) {
      // the next command tries again and reports its own failure
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

  private CompletionStage<Void> subscribe(
      StatefulRedisPubSubConnection<String, String> connection) {
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, String user) {
            onMessage.accept(user);
          }
        });
    return connection
        .async()
        .subscribe(channel)
        .whenComplete((done, failure) -> {
          if (failure != null) {
            CompletableFuture<Void> unused = connection.closeAsync();
          }
        });
  }

  /**
   * Runs a command and waits for the answer.
   *
   * @param doing the purpose of the command, for the message of a failure
   * @throws ProfileStoreException when there is no answer within the timeout
   */
  <T> T await(
      String doing,
      Function<RedisClusterAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> command) {
    return await(doing, command, timeout);
  }

  /** Runs a command and waits for the answer, for the timeout or {@code patience} at most. */
  <T> T await(
      String doing,
      Function<RedisClusterAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> command,
      Duration patience) {
    Duration wait = timeout.compareTo(patience) < 0 ? timeout : patience;
    try {
      return commands().thenCompose(command).get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failed(doing, e, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(doing, e, wait);
    }
  }

  /** Asks all nodes about their memory; a server that doesn't allow it tells nothing. */
  static CompletableFuture<Memory> memory(RedisClusterAsyncCommands<String, byte[]> commands) {
    List<CompletableFuture<String>> infos = new ArrayList<>();
    if (commands instanceof RedisAdvancedClusterAsyncCommands<String, byte[]> cluster) {
      cluster.upstream().commands().info().forEach(info -> infos.add(info.toCompletableFuture()));
    } else {
      infos.add(commands.info().toCompletableFuture());
    }
    return CompletableFuture.allOf(infos.toArray(new CompletableFuture<?>[0]))
        .handle((done, failure) -> {
          if (failure != null && !(cause(failure) instanceof RedisCommandExecutionException)) {
            throw new CompletionException(cause(failure));
          }
          List<String> told = new ArrayList<>();
          for (CompletableFuture<String> info : infos) {
            if (!info.isCompletedExceptionally()) {
              told.add(info.join());
            }
          }
          return Memory.of(told);
        });
  }

  /** Makes an exception with the purpose, the cause, host and port, but without secrets. */
  ProfileStoreException failed(String doing, Throwable failure) {
    return failed(doing, failure, timeout);
  }

  private ProfileStoreException failed(String doing, Throwable failure, Duration waited) {
    Throwable cause = cause(failure);
    if (cause instanceof ProfileStoreException known) {
      return known;
    }
    if (cause instanceof RedisCommandExecutionException
        && String.valueOf(cause.getMessage()).contains("WRONGTYPE")) {
      return new UnreadableProfileException(
          "could not " + doing + ": Redis has a value of another type there", cause);
    }
    String why =
        cause instanceof TimeoutException
            ? String.format(Locale.ROOT, "no answer within %.1f ms", waited.toNanos() / 1e6)
            : String.valueOf(root(cause).getMessage());
    return new ProfileStoreException(
        "could not " + doing + " at Redis " + server.address() + ": " + why, cause);
  }

  /** Returns a failure without the wrapper that a future put around it. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && cause != null ? cause : failure;
  }

  /** Returns the first cause, such as a refused password behind a failed connection. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause().getMessage() != null) {
      root = root.getCause();
    }
    return root;
  }

  void close() {
    server.close();
  }
}
