/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real redis-server as a child process on loopback, for the demo, tests and drills; unless told
 * otherwise, what it holds survives restarts. It goes down with this JVM, however that ends. Needs
 * a POSIX shell.
 */
public final class LocalRedis implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final DataDirectory data;
  private final String binary;
  private final Durability durability;
  private final int port;
  private volatile SupervisedProcess server;

  /** What it writes to disk of what it holds. */
  public enum Durability {
    /** Every change, into an append-only file that is synced every second. */
    EVERY_SECOND,
    /** Nothing: it comes back empty. */
    NONE
  }

  private LocalRedis(DataDirectory data, String binary, Durability durability, int port) {
    this.data = data;
    this.binary = binary;
    this.durability = durability;
    this.port = port;
    this.server = serve();
  }

  /**
   * Starts the server and returns when it answers: the system's {@code redis-server}, else a
   * bundled one. What it holds survives restarts.
   *
   * @param data directory under which {@code redis/} is used; made when missing
   * @throws LocalStartException when it does not come up; the message says why
   */
  public static LocalRedis start(Path data) {
    return start(data, Durability.EVERY_SECOND);
  }

  /** The same, with this much on disk. */
  public static LocalRedis start(Path data, Durability durability) {
    DataDirectory directory = DataDirectory.take(data, "redis");
    try {
      return start(directory, RedisBinary.find(directory.path("")), durability);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  static LocalRedis startBundled(Path data) {
    DataDirectory directory = DataDirectory.take(data, "redis");
    String binary = RedisBinary.extracted(directory.path("")).toString();
    return start(directory, binary, Durability.EVERY_SECOND);
  }

  private static LocalRedis start(DataDirectory data, String binary, Durability durability) {
    StaleProcesses.end(data.path("pids"));
    int port = Ports.choose(1, data.path("ports")).getFirst();
    return new LocalRedis(data, binary, durability, port);
  }

  private SupervisedProcess serve() {
    return SupervisedProcess.start("Redis", command(), data.path("redis.log"), data.path("pids"))
        .awaitReady(() -> answers(port), START);
  }

  private List<String> command() {
    return List.of(
        binary,
        "--port",
        String.valueOf(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        data.path("").toString(),
        "--appendonly",
        durability == Durability.EVERY_SECOND ? "yes" : "no",
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

  /** Ends the server as {@code kill -9} does, and returns when it is gone. */
  public void kill() {
    server.kill();
  }

  /**
   * Starts a killed server again, on the same port and on what it left on disk.
   *
   * @throws LocalStartException when it does not come up; the message says why
   */
  public void restart() {
    server = serve();
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
