/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The service against a given Kafka and Redis, without a model and without lists made ahead,
 * started by the launcher; ended with {@link #close}, or at the latest when this process ends.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final Launched launched;
  private final URI uri;

  private ServiceProcess(Process process, URI uri) {
    this.launched = new Launched("the service", process);
    this.uri = uri;
  }

  /**
   * Starts it and waits until it is ready to take events.
   *
   * @param items its catalogue, as JSON Lines
   * @param log where it says what it has to say
   * @throws IOException when it ends before, or isn't ready after three minutes
   */
  public static ServiceProcess start(
      Path home, String bootstrapServers, String redis, Path items, Path log)
      throws IOException, InterruptedException {
    int port = DemoProcess.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                home.resolve("edgewise").toString(), "serve", "--port", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("EDGEWISE_AUTH", "off");
    builder.environment().put("EDGEWISE_AHEAD_ENABLED", "false");
    builder.environment().put("EDGEWISE_CATALOGUE_ITEMS", items.toString());
    builder.environment().put("EDGEWISE_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    builder.environment().put("EDGEWISE_REDIS_URI", redis);
    ServiceProcess service =
        new ServiceProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
    service.awaitReady(log);
    return service;
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!answers()) {
      if (!launched.process().isAlive()) {
        throw new IOException("the service ended before it was ready; see " + log);
      }
      if (System.nanoTime() > end) {
        close();
        throw new IOException("the service was not ready after " + LONGEST_START + "; see " + log);
      }
      Thread.sleep(100);
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection http =
          (HttpURLConnection) uri.resolve("/v1/users/nobody/profile").toURL().openConnection();
      return http.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it listens. */
  public URI uri() {
    return uri;
  }

  @Override
  public void close() throws IOException {
    launched.close();
  }
}
