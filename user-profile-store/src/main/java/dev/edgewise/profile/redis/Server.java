/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server or cluster. It asks the server itself which of the two it is, so that nobody has
 * to configure that; several hosts in the URI mean a cluster. Thread-safe.
 */
final class Server {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final Duration REFRESH = Duration.ofSeconds(30);

  private final List<RedisURI> uris;
  private final Duration timeout;
  private final AtomicLong losses = new AtomicLong();
  private final ClientResources resources;
  private final RedisClient single;
  private @Nullable RedisClusterClient cluster;

  Server(String uri, Duration timeout) {
    this.uris =
        uri.contains(",")
            ? RedisClusterURIUtil.toRedisURIs(URI.create(uri))
            : List.of(RedisURI.create(uri));
    this.uris.forEach(one -> one.setTimeout(timeout));
    this.timeout = timeout;
    this.resources = ClientResources.builder().nettyCustomizer(new Flushing()).build();
    this.single = RedisClient.create(resources, uris.get(0));
    this.single.setOptions(options(ClientOptions.builder()).build());
    this.single.addListener(new Losses());
  }

  /** Sends commands together that arrive together: one system call each would cost the most. */
  private static final class Flushing implements NettyCustomizer {
    @Override
    public void afterChannelInitialized(Channel channel) {
      channel
          .pipeline()
          .addFirst(
              new FlushConsolidationHandler(
                  FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
    }
  }

  /**
   * Counts broken connections, but not those that were closed, such as after a topology refresh.
   */
  private final class Losses implements RedisConnectionStateListener {
    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      if (!connection.isClosed()) {
        losses.incrementAndGet();
      }
    }
  }

  long losses() {
    return losses.get();
  }

  void lost() {
    losses.incrementAndGet();
  }

  /** Returns host and port, without secrets. */
  String address() {
    return uris.stream()
        .map(uri -> uri.getHost() + ":" + uri.getPort())
        .collect(Collectors.joining(","));
  }

  CompletableFuture<RedisClusterAsyncCommands<String, byte[]>> connect() {
    return uris.size() > 1 || clustered()
        ? ofCluster()
        : single
            .connectAsync(CODEC, uris.get(0))
            .toCompletableFuture()
            .thenCompose(this::commandsOf);
  }

  CompletableFuture<StatefulRedisPubSubConnection<String, String>> connectForNotices() {
    return uris.size() > 1 || clustered()
        ? noticesOfCluster()
        : single.connectPubSubAsync(StringCodec.UTF8, uris.get(0)).toCompletableFuture();
  }

  /** Returns the commands of this connection, or of a new one to the cluster behind it. */
  private CompletableFuture<RedisClusterAsyncCommands<String, byte[]>> commandsOf(
      StatefulRedisConnection<String, byte[]> connection) {
    return connection
        .async()
        .info("cluster")
        .toCompletableFuture()
        .handle((info, refused) -> refused == null && info.contains("cluster_enabled:1"))
        .thenCompose(isCluster -> {
          if (!isCluster) {
            return CompletableFuture.completedFuture(connection.async());
          }
          return connection.closeAsync().thenCompose(closed -> ofCluster());
        });
  }

  private CompletableFuture<RedisClusterAsyncCommands<String, byte[]>> ofCluster() {
    RedisClusterClient client = cluster();
    return client
        .refreshPartitionsAsync()
        .thenCompose(refreshed -> client.connectAsync(CODEC))
        .<RedisClusterAsyncCommands<String, byte[]>>thenApply(StatefulRedisClusterConnection::async)
        .toCompletableFuture();
  }

  private CompletableFuture<StatefulRedisPubSubConnection<String, String>> noticesOfCluster() {
    RedisClusterClient client = cluster();
    return client
        .refreshPartitionsAsync()
        .thenCompose(refreshed -> client.connectPubSubAsync(StringCodec.UTF8))
        .<StatefulRedisPubSubConnection<String, String>>thenApply(connection -> connection)
        .toCompletableFuture();
  }

  private synchronized boolean clustered() {
    return cluster != null;
  }

  private synchronized RedisClusterClient cluster() {
    if (cluster == null) {
      cluster = RedisClusterClient.create(resources, uris);
      ClusterClientOptions.Builder builder = ClusterClientOptions.builder();
      options(builder);
      cluster.setOptions(
          builder
              .topologyRefreshOptions(
                  ClusterTopologyRefreshOptions.builder()
                      .enablePeriodicRefresh(REFRESH)
                      .enableAllAdaptiveRefreshTriggers()
                      .build())
              .build());
      cluster.addListener(new Losses());
    }
    return cluster;
  }

  private ClientOptions.Builder options(ClientOptions.Builder builder) {
    return builder
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .timeoutOptions(TimeoutOptions.enabled(timeout))
        .socketOptions(SocketOptions.builder().connectTimeout(timeout).build());
  }

  synchronized void close() {
    if (cluster != null) {
      cluster.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
    single.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    Future<Boolean> unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
