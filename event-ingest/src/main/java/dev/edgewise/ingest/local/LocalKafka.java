/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import java.io.DataInputStream;
import java.io.DataOutputStream;
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
 * A real Kafka broker of one node (KRaft, broker and controller in one) as a child process on
 * loopback, for the demo, tests and drills; its topics survive restarts. It goes down with this
 * JVM, however that ends. Needs a POSIX shell.
 */
public final class LocalKafka implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final DataDirectory data;
  private final Supervised broker;
  private final int port;

  private LocalKafka(DataDirectory data, Supervised broker, int port) {
    this.data = data;
    this.broker = broker;
    this.port = port;
  }

  /**
   * Starts the broker and returns when it answers.
   *
   * @param brokerLib directory of the broker's jars, as the module {@code event-ingest/broker}
   *     fills it
   * @param data directory under which {@code kafka/} is used; made when missing
   * @throws LocalStartException when it does not come up; the message says why
   */
  public static LocalKafka start(Path brokerLib, Path data) {
    Path lib = requireJars(brokerLib);
    DataDirectory directory = DataDirectory.take(data, "kafka");
    try {
      return start(lib, directory);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static LocalKafka start(Path lib, DataDirectory data) {
    Leftovers.end(data.path("pids"));
    List<Integer> ports = Ports.choose(2, data.path("ports"));
    List<String> command;
    try {
      command = command(lib, data, ports);
    } catch (IOException e) {
      throw new LocalStartException("the broker's files can't be written: " + e.getMessage(), e);
    }
    Supervised broker =
        Supervised.start("Kafka", command, data.path("broker.log"), data.path("pids"));
    int port = ports.getFirst();
    return new LocalKafka(data, broker.awaitReady(() -> answers(port), START), port);
  }

  /** Where clients connect: {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Whether the broker's process is running. */
  public boolean alive() {
    return broker.alive();
  }

  /** Ends the broker in good order, within some 15 seconds. */
  @Override
  public void close() {
    broker.close();
    data.close();
  }

  private static Path requireJars(Path lib) {
    Path absolute = lib.toAbsolutePath().normalize();
    try (Stream<Path> files = Files.list(absolute)) {
      if (files.noneMatch(file -> file.getFileName().toString().startsWith("local-broker"))) {
        throw new LocalStartException(
            absolute + " has no local-broker*.jar; build the module event-ingest/broker");
      }
      return absolute;
    } catch (IOException e) {
      throw new LocalStartException(
          "the broker's jars are missing: " + absolute + "; build the module event-ingest/broker",
          e);
    }
  }

  private static List<String> command(Path lib, DataDirectory data, List<Integer> ports)
      throws IOException {
    Path marker = data.path("formatted");
    if (!Files.exists(marker)) {
      deleteTree(data.path("log")); // a formatting that was cut off
    }
    Path properties = data.path("server.properties");
    Files.writeString(properties, properties(data.path("log"), ports));
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
   * One voter named by configuration: then a changed port is no change of the quorum. The session
   * is short since a broker that was killed can't register again before its old session is over.
   */
  private static String properties(Path log, List<Integer> ports) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
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
        .formatted(ports.get(0), ports.get(1), log.toString().replace("\\", "\\\\"));
  }

  private static String newClusterId() {
    UUID random = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(random.getMostSignificantBits() & Long.MAX_VALUE);
    bytes.putLong(random.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Whether an ApiVersions request (key 18, version 0) gets an answer: then others do as well. */
  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(Ports.loopback(port), 1000);
      socket.setSoTimeout(2000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.write(new byte[] {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1});
      out.flush();
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
