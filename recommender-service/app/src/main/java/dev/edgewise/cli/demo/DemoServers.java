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

/**
 * A Kafka and a Redis for a demo. They end after the service, whoever ends it: on a signal the JVM
 * waits for its shutdown hooks, and this one's waits for the service.
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
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::hook));
  }

  /** Starts both side by side. */
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

  private void hook() {
    try {
      if (serviceEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends both; the service must have ended. */
  @Override
  public void close() {
    serviceEnded.countDown();
    end();
  }

  private synchronized void end() {
    if (!closed) {
      closed = true;
      kafka.close();
      redis.close();
    }
  }

  private static void closeIfStarted(@org.jspecify.annotations.Nullable AutoCloseable server) {
    try {
      if (server != null) {
        server.close();
      }
    } catch (Exception e) {
      // the other one's failure is what is reported
    }
  }
}
