/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.cli.option.InstallFolder;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A local Kafka and Redis for a demo. They stop after the service: on a signal the JVM waits for
 * its shutdown hooks, and the hook of this class waits until the service has ended.
 */
final class DemoServers implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final LocalKafka kafka;
  private final LocalRedis redis;
  private final CountDownLatch serviceEnded = new CountDownLatch(1);
  private boolean closed;

  private DemoServers(LocalKafka kafka, LocalRedis redis) {
    this.kafka = kafka;
    this.redis = redis;
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopAfterService));
  }

  /** Starts both servers in parallel. */
  static DemoServers start(Path data) {
    CompletableFuture<LocalKafka> kafka =
        CompletableFuture.supplyAsync(() -> LocalKafka.start(InstallFolder.brokerJars(), data));
    CompletableFuture<LocalRedis> redis =
        CompletableFuture.supplyAsync(() -> LocalRedis.start(data));
    try {
      return new DemoServers(kafka.join(), redis.join());
    } catch (CompletionException e) {
      kafka.handle((started, failure) -> started).thenAccept(DemoServers::closeIfStarted).join();
      redis.handle((started, failure) -> started).thenAccept(DemoServers::closeIfStarted).join();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  String kafka() {
    return kafka.bootstrapServers();
  }

  String redis() {
    return redis.uri();
  }

  private void stopAfterService() {
    try {
      if (serviceEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops both servers; the service must have ended. */
  @Override
  public void close() {
    serviceEnded.countDown();
    stop();
  }

  private synchronized void stop() {
    if (!closed) {
      closed = true;
      kafka.close();
      redis.close();
    }
  }

  private static void closeIfStarted(@Nullable AutoCloseable server) {
    try {
      if (server != null) {
        server.close();
      }
    } catch (Exception e) {
      // start() reports the failure of the other server
    }
  }
}
