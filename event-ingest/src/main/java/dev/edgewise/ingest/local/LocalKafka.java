/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real one-node Kafka broker (KRaft, broker and controller in one) on loopback, for the demo,
 * tests and drills. It runs in a child process that ends together with this JVM, even when the JVM
 * is killed. Its topics survive restarts. Needs a POSIX shell.
 */
public final class LocalKafka implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final int NOT_BEHIND = 0;

  private final DataDirectory data;
  private final Path lib;
  private final List<Integer> ports;
  private final int advertised;
  private volatile SupervisedProcess broker;

  private LocalKafka(DataDirectory data, Path lib, List<Integer> ports, int advertised) {
    this.data = data;
    this.lib = lib;
    this.ports = ports;
    this.advertised = advertised;
    this.broker = process();
  }

  /**
   * Starts the broker and returns when it answers.
   *
   * @param brokerLib the directory of the broker's jars, filled by the module {@code
   *     event-ingest/broker}
   * @param data the broker uses {@code kafka/} below this directory, and creates it if missing
   * @throws LocalStartException when the broker does not start; the message gives the reason
   */
  public static LocalKafka start(Path brokerLib, Path data) {
    return startBehind(brokerLib, data, NOT_BEHIND);
  }

  /**
   * Starts the broker and returns at once; {@link #awaitReady} returns when it answers.
   *
   * @throws LocalStartException when the process can't be started
   */
  public static LocalKafka begin(Path brokerLib, Path data) {
    return begin(brokerLib, data, NOT_BEHIND);
  }

  /**
   * Starts the broker with a second listener behind another port: clients that connect to that port
   * are told to use it for all further connections.
   *
   * @param advertised a port of 127.0.0.1 whose owner forwards connections to {@link #innerPort}
   */
  public static LocalKafka startBehind(Path brokerLib, Path data, int advertised) {
    return begin(brokerLib, data, advertised).awaitReady();
  }

  private static LocalKafka begin(Path brokerLib, Path data, int advertised) {
    Path lib = requireJars(brokerLib);
    DataDirectory directory = DataDirectory.take(data, "kafka");
    try {
      StaleProcesses.end(directory.path("pids"));
      List<Integer> ports = Ports.choose(advertised == NOT_BEHIND ? 2 : 3, directory.path("ports"));
      return new LocalKafka(directory, lib, ports, advertised);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Returns when the broker answers.
   *
   * @throws LocalStartException when it doesn't; the broker is closed then
   */
  public LocalKafka awaitReady() {
    try {
      broker.awaitReady(() -> answers(ports.getFirst()), START);
      return this;
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private SupervisedProcess process() {
    List<String> command;
    try {
      command = command();
    } catch (IOException e) {
      throw new LocalStartException("the broker's files can't be written: " + e.getMessage(), e);
    }
    return SupervisedProcess.start("Kafka", command, data.path("broker.log"), data.path("pids"));
  }

  /** Returns the address for clients: {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.getFirst();
  }

  /**
   * Returns the port of 127.0.0.1 to which the owner of the advertised port forwards connections.
   *
   * @throws IllegalStateException when the broker was not started behind a port
   */
  public int innerPort() {
    if (advertised == NOT_BEHIND) {
      throw new IllegalStateException("this broker was not started behind a port");
    }
    return ports.getLast();
  }

  /** Returns whether the broker's process is running. */
  public boolean alive() {
    return broker.alive();
  }

  /** Kills the broker as {@code kill -9} does, and returns when the process has ended. */
  public void kill() {
    broker.kill();
  }

  /**
   * Starts a dead broker again, on the same ports and with its files.
   *
   * @throws LocalStartException when the broker does not start; the message gives the reason
   */
  public void restart() {
    broker = process();
    broker.awaitReady(() -> answers(ports.getFirst()), START);
  }

  /** Stops the broker properly, within some 15 seconds. */
  @Override
  public void close() {
    broker.close();
    data.close();
  }

  private static Path requireJars(Path lib) {
    Path absolute = lib.toAbsolutePath().normalize();
    try (Stream<Path> files = Files.list(absolute)) {
      if (files.anyMatch(file -> file.getFileName().toString().startsWith("local-broker"))) {
        return absolute;
      }
    } catch (IOException e) {
      // reported below
    }
    throw new LocalStartException(
        "there is no local-broker*.jar in " + absolute + "; build the module event-ingest/broker");
  }

  private List<String> command() throws IOException {
    Path marker = data.path("formatted");
    if (!Files.exists(marker)) {
      deleteTree(data.path("log")); // an earlier formatting may be incomplete
    }
    Path properties = data.path("server.properties");
    Files.writeString(properties, properties());
    String cache =
        (Files.isWritable(lib) ? lib.resolveSibling("broker.jsa") : data.path("broker.jsa"))
            .toString();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + cache,
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-Dlog4j2.StatusLogger.level=OFF",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSX",
        "-cp",
        lib + "/*",
        "dev.edgewise.broker.BrokerMain",
        properties.toString(),
        newClusterId(),
        marker.toString());
  }

  /**
   * Returns the broker's configuration. It names the only voter, so that a changed port is no
   * change of the quorum. The session is short, since a killed broker can't register before its old
   * session ends.
   */
  private String properties() {
    boolean behind = advertised != NOT_BEHIND;
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%5$s
    inter.broker.listener.name=PLAINTEXT
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,INNER:PLAINTEXT
    log.dirs=%3$s
    auto.create.topics.enable=false
    offsets.topic.num.partitions=1
    offsets.topic.replication.factor=1
    transaction.state.log.num.partitions=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.num.partitions=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    broker.heartbeat.interval.ms=500
    broker.session.timeout.ms=3000
    num.network.threads=1
    num.io.threads=2
    background.threads=2
    log.cleaner.dedupe.buffer.size=4194304
    """
        .formatted(
            ports.get(0),
            ports.get(1),
            data.path("log").toString().replace("\\", "\\\\"),
            behind ? ",INNER://127.0.0.1:" + innerPort() : "",
            behind ? ",INNER://127.0.0.1:" + advertised : "");
  }

  private static String newClusterId() {
    UUID random = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(random.getMostSignificantBits() & Long.MAX_VALUE);
    bytes.putLong(random.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Returns whether the broker answers an ApiVersions request (key 18, version 0). */
  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(Ports.loopback(port), 1000);
      socket.setSoTimeout(2000);
      byte[] request = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1};
      socket.getOutputStream().write(request);
      return new DataInputStream(socket.getInputStream()).readInt() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
