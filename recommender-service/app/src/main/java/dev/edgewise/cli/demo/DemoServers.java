/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.cli.option.InstallFolder;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

  /** Starts both servers, and returns before they answer. */
  static DemoServers begin(Path data) {
    LocalKafka kafka = LocalKafka.begin(InstallFolder.brokerJars(), data);
    try {
      return new DemoServers(kafka, LocalRedis.begin(data));
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /**
   * Returns when both servers answer.
   *
   * @throws dev.edgewise.ingest.local.LocalStartException when one doesn't
   */
  void awaitReady() {
    redis.awaitReady();
    kafka.awaitReady();
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
}
