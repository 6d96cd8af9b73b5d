/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real redis-server as a child process on loopback, for the demo, tests and drills; what it holds
 * survives restarts (append-only file, synced every second). It goes down with this JVM, however
 * that ends. Needs a POSIX shell.
 */
public final class LocalRedis implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final DataDirectory data;
  private final Supervised server;
  private final int port;

  private LocalRedis(DataDirectory data, Supervised server, int port) {
    this.data = data;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the server and returns when it answers: the system's {@code redis-server}, else a
   * bundled one.
   *
   * @param data directory under which {@code redis/} is used; made when missing
   * @throws LocalStartException when it does not come up; the message says why
   */
  public static LocalRedis start(Path data) {
    DataDirectory directory = DataDirectory.take(data, "redis");
    try {
      return start(directory, RedisBinary.find(directory.path("")));
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  static LocalRedis startBundled(Path data) {
    DataDirectory directory = DataDirectory.take(data, "redis");
    return start(directory, RedisBinary.extracted(directory.path("")).toString());
  }

  private static LocalRedis start(DataDirectory data, String binary) {
    Leftovers.end(data.path("pids"));
    int port = Ports.choose(1, data.path("ports")).getFirst();
    Supervised server =
        Supervised.start(
            "Redis", command(binary, data, port), data.path("redis.log"), data.path("pids"));
    return new LocalRedis(data, server.awaitReady(() -> answers(port), START), port);
  }

  private static List<String> command(String binary, DataDirectory data, int port) {
    return List.of(
        binary,
        "--port",
        String.valueOf(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        data.path("").toString(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--save",
        "",
        "--daemonize",
        "no",
        "--loglevel",
        "warning");
  }

  /** Where clients connect: {@code redis://127.0.0.1:port}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Whether the server's process is running. */
  public boolean alive() {
    return server.alive();
  }

  /** Ends the server in good order, within some 15 seconds. */
  @Override
  public void close() {
    server.close();
    data.close();
  }

  /** Whether it says PONG; while it loads its file it says otherwise. */
  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(Ports.loopback(port), 1000);
      socket.setSoTimeout(2000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(5);
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }
}
