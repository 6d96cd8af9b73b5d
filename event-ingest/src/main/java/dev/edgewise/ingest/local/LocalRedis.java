/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real redis-server on loopback, for the demo, tests and drills. It runs in a child process that
 * ends together with this JVM, even when the JVM is killed. Needs a POSIX shell.
 */
public final class LocalRedis implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final DataDirectory data;
  private final String binary;
  private final Durability durability;
  private final int port;
  private volatile SupervisedProcess server;

  /** How much of its data the server writes to disk. */
  public enum Durability {
    /** Every change, into an append-only file that is synced every second. */
    EVERY_SECOND,
    /** Nothing: the server is empty after a restart. */
    NONE
  }

  private LocalRedis(DataDirectory data, String binary, Durability durability, int port) {
    this.data = data;
    this.binary = binary;
    this.durability = durability;
    this.port = port;
    this.server = process();
  }

  /**
   * Starts the system's {@code redis-server}, else a bundled one, and returns when it answers. Its
   * data survive restarts.
   *
   * @param data the server uses {@code redis/} below this directory, and creates it if missing
   * @throws LocalStartException when the server does not start; the message gives the reason
   */
  public static LocalRedis start(Path data) {
    return start(data, Durability.EVERY_SECOND);
  }

  /** Starts the server with the given durability. */
  public static LocalRedis start(Path data, Durability durability) {
    return begin(data, durability).awaitReady();
  }

  /**
   * Starts the server and returns at once; {@link #awaitReady} returns when it answers.
   *
   * @throws LocalStartException when the process can't be started
   */
  public static LocalRedis begin(Path data) {
    return begin(data, Durability.EVERY_SECOND);
  }

  private static LocalRedis begin(Path data, Durability durability) {
    DataDirectory directory = DataDirectory.take(data, "redis");
    try {
      return begin(directory, RedisBinary.find(directory.path("")), durability);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  static LocalRedis startBundled(Path data) {
    DataDirectory directory = DataDirectory.take(data, "redis");
    String binary = RedisBinary.extracted(directory.path("")).toString();
    return begin(directory, binary, Durability.EVERY_SECOND).awaitReady();
  }

  private static LocalRedis begin(DataDirectory data, String binary, Durability durability) {
    StaleProcesses.end(data.path("pids"));
    int port = Ports.choose(1, data.path("ports")).getFirst();
    return new LocalRedis(data, binary, durability, port);
  }

  /**
   * Returns when the server answers.
   *
   * @throws LocalStartException when it doesn't; the server is closed then
   */
  public LocalRedis awaitReady() {
    try {
      server.awaitReady(() -> answers(port), START);
      return this;
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private SupervisedProcess process() {
    return SupervisedProcess.start("Redis", command(), data.path("redis.log"), data.path("pids"));
  }

  private List<String> command() {
    String appendOnly = durability == Durability.EVERY_SECOND ? "yes" : "no";
    List<String> command = new ArrayList<>(List.of(binary, "--dir", data.path("").toString()));
    command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--appendonly", appendOnly, "--appendfsync", "everysec", "--save", ""));
    command.addAll(List.of("--daemonize", "no", "--loglevel", "warning"));
    return command;
  }

  /** Returns the address for clients: {@code redis://127.0.0.1:port}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Returns whether the server's process is running. */
  public boolean alive() {
    return server.alive();
  }

  /** Kills the server as {@code kill -9} does, and returns when the process has ended. */
  public void kill() {
    server.kill();
  }

  /**
   * Starts a dead server again, on the same port and with its files.
   *
   * @throws LocalStartException when the server does not start; the message gives the reason
   */
  public void restart() {
    server = process();
    server.awaitReady(() -> answers(port), START);
  }

  /** Stops the server properly, within some 15 seconds. */
  @Override
  public void close() {
    server.close();
    data.close();
  }

  /** Returns whether the server answers PONG, which it does not while it loads its file. */
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
