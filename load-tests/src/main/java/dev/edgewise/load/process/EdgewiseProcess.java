/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The product as a process that {@code ./edgewise} started. A start that fails or takes more than
 * ten minutes throws; {@link #close} waits until the process is gone. Used by one thread.
 */
public final class EdgewiseProcess extends ChildProcess {
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final long begun = System.nanoTime();
  private final URI uri;
  private long readyAt;

  private EdgewiseProcess(String name, ProcessBuilder builder, Path log, URI uri)
      throws IOException {
    super(name, builder, log);
    this.uri = uri;
  }

  /** Starts a demo with its data in a folder and waits until it prints that it is ready. */
  public static EdgewiseProcess startDemo(Path home, Path data, String... options)
      throws IOException {
    String port = "" + freePort();
    Path log = Files.createTempFile(data, "demo", ".log");
    String launcher = home.resolve("edgewise").toString();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(launcher, "demo", "--no-browser", "--port", port));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(log.toFile());
    URI uri = URI.create("http://localhost:" + port);
    EdgewiseProcess demo = new EdgewiseProcess("the demo", builder, log, uri);
    demo.awaitReady(() -> Files.readString(log).contains("Edgewise is ready at "));
    return demo;
  }

  /**
   * Starts the service on a catalogue in JSON Lines, without a model and without stored lists, and
   * waits until it answers requests.
   */
  public static EdgewiseProcess startService(
      Path home, String bootstrapServers, String redis, Path items, Path log) throws IOException {
    String port = "" + freePort();
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("edgewise").toString(), "serve", "--port", port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Map<String, String> environment = builder.environment();
    environment.put("EDGEWISE_AUTH", "off");
    environment.put("EDGEWISE_AHEAD_ENABLED", "false");
    environment.put("EDGEWISE_CATALOGUE_ITEMS", items.toString());
    environment.put("EDGEWISE_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.put("EDGEWISE_REDIS_URI", redis);
    URI uri = URI.create("http://127.0.0.1:" + port);
    EdgewiseProcess service = new EdgewiseProcess("the service", builder, log, uri);
    service.awaitReady(service::answers);
    return service;
  }

  /** Chooses below the ports that systems give out by themselves, as to the demo's servers. */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // try another port
      }
    }
  }

  private boolean answers() {
    try (PlainConnection http = new PlainConnection(uri)) {
      return !http.get("/v1/users/nobody/profile", PlainConnection.JSON).isEmpty();
    } catch (IOException notYet) {
      return false;
    }
  }

  private void awaitReady(Polling.Condition ready) throws IOException {
    try {
      await("get ready", LONGEST_START, () -> ready.holds() || !alive());
      readyAt = System.nanoTime();
      if (!alive()) {
        throw failure("ended before it was ready");
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  public URI uri() {
    return uri;
  }

  /** The time from starting the launcher until the product was ready, in seconds. */
  public double startSeconds() {
    return (readyAt - begun) / 1e9;
  }

  /** The resident memory of the product's own process, in MiB. */
  public double mebibytes() {
    return CommandRun.mebibytes(handle(), "VmRSS");
  }

  /** The resident memory of the child processes whose command contains a word, in MiB. */
  public double childMebibytes(String word) {
    return handle()
        .descendants()
        .filter(child -> child.info().command().orElse("").contains(word))
        .mapToDouble(child -> CommandRun.mebibytes(child, "VmRSS"))
        .sum();
  }

  @Override
  public void close() {
    try {
      terminate();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
