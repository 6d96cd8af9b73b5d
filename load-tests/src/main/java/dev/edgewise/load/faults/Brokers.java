/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.local.LocalKafka;
import java.io.IOException;
import java.nio.file.Path;

/** A broker and a way to it that can be cut. */
final class Brokers implements AutoCloseable {
  private final SocketProxy proxy;
  private final LocalKafka kafka;

  /**
   * Starts the broker.
   *
   * @param home root of the product's own files
   * @param data where it keeps its log
   */
  Brokers(Path home, Path data) throws IOException {
    proxy = new SocketProxy();
    try {
      Path lib = home.resolve("event-ingest/broker/target/lib");
      kafka = LocalKafka.startBehind(lib, data, proxy.port());
    } catch (RuntimeException e) {
      proxy.close();
      throw e;
    }
    proxy.leadTo(kafka.innerPort());
  }

  LocalKafka kafka() {
    return kafka;
  }

  /** What stands between the broker and whoever connects to the proxy's port. */
  SocketProxy proxy() {
    return proxy;
  }

  @Override
  public void close() {
    kafka.close();
    proxy.close();
  }
}
