/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.document.DocumentStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real Redis Cluster of three masters; the store's URI names all of them. */
class ClusterDocumentStoreIT extends DocumentStoreContract {
  @TempDir private static Path directory;
  private static RealCluster cluster;

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = RealCluster.start(directory);
  }

  @AfterAll
  static void stopCluster() throws IOException {
    cluster.close();
  }

  @Override
  public DocumentStore open() {
    return new RedisDocumentStore(cluster.uris(), Duration.ofSeconds(10));
  }

  @Override
  public void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
