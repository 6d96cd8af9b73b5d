/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.ingest.Await;
import dev.edgewise.ingest.Servers;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.PositionedEvent;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalServersIT {
  /** The process that a test kills: starts both servers, prints their addresses, and waits. */
  static final class Parent {
    public static void main(String[] args) throws IOException {
      LocalKafka kafka = LocalKafka.start(Path.of(args[0]), Path.of(args[1]));
      LocalRedis redis = LocalRedis.start(Path.of(args[1]));
      System.out.println(kafka.bootstrapServers() + " " + redis.uri());
      System.in.read();
    }
  }

  @Test
  void aBrokersTopicsSurviveItsEndAndItsDeath() throws Exception {
    Path data = Servers.directory();
    try (LocalKafka first = LocalKafka.start(Servers.BROKER_LIB, data)) {
      publish(first, "1");
    }
    try (LocalKafka second = LocalKafka.start(Servers.BROKER_LIB, data)) {
      publish(second, "2");
      second.kill();
      assertThat(second.alive()).isFalse();
    }
    try (LocalKafka third = LocalKafka.start(Servers.BROKER_LIB, data)) {
      publish(third, "3");
      Queue<PositionedEvent> seen = new ConcurrentLinkedQueue<>();
      KafkaSettings settings = KafkaSettings.on(third.bootstrapServers());
      try (TopicReader reader = new TopicReader(settings, settings.eventsTopic(), seen::add)) {
        reader.start();
        reader.caughtUp().get(30, TimeUnit.SECONDS);
      }
      assertThat(seen).extracting(e -> e.event().id()).containsExactly("1", "2", "3");
    }
  }

  @Test
  void bothEndWithAParentThatIsKilledAndStartAgainInItsDirectory() throws Exception {
    Path data = Servers.directory();
    Process parent = startParent(data);
    String line;
    try (BufferedReader out = parent.inputReader()) {
      line = out.readLine();
      assertThat(line).matches("127\\.0\\.0\\.1:\\d+ redis://127\\.0\\.0\\.1:\\d+");
      parent.destroyForcibly().waitFor();
    }
    int kafkaPort = Integer.parseInt(line.substring(line.indexOf(':') + 1, line.indexOf(' ')));
    int redisPort = URI.create(line.substring(line.indexOf(' ') + 1)).getPort();

    try (LocalRedis redis = LocalRedis.start(data)) {
      assertThat(URI.create(redis.uri()).getPort()).isEqualTo(redisPort);
    }
    Await.until(() -> "Kafka's port is open", () -> !open(kafkaPort));
    Await.until(() -> "Redis's port is open", () -> !open(redisPort));
  }

  @Test
  void redisKeepsWhatItHolds() {
    Path data = Servers.directory();
    try (LocalRedis redis = LocalRedis.start(data);
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().set("key", "value");
      assertThatThrownBy(() -> LocalRedis.start(data))
          .isInstanceOf(LocalStartException.class)
          .hasMessageContaining(data + " is in use by another running Edgewise");
    }
    try (LocalRedis redis = LocalRedis.start(data);
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      assertThat(connection.sync().get("key")).isEqualTo("value");
    }
  }

  @Test
  void aKilledBrokerComesBackOnItsPortWithItsTopics() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(Servers.BROKER_LIB, Servers.directory())) {
      String before = kafka.bootstrapServers();
      publish(kafka, "1");
      kafka.kill();
      kafka.restart();
      assertThat(kafka.bootstrapServers()).isEqualTo(before);
      assertThat(kafka.alive()).isTrue();
      publish(kafka, "2");
      assertThatThrownBy(kafka::innerPort).hasMessageContaining("not started behind a port");
    }
  }

  @Test
  void aKilledRedisComesBackOnItsPortWithWhatItWasToKeep() throws Exception {
    for (LocalRedis.Durability durability : LocalRedis.Durability.values()) {
      Path data = Servers.directory();
      try (LocalRedis redis = LocalRedis.start(data, durability);
          RedisClient client = RedisClient.create(redis.uri())) {
        String before = redis.uri();
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
          connection.sync().set("key", "value");
        }
        if (durability == LocalRedis.Durability.EVERY_SECOND) {
          Path log = data.resolve("redis");
          Await.until(() -> "no file in " + log + " has it", () -> written(log));
        }
        redis.kill();
        assertThat(redis.alive()).isFalse();
        redis.restart();
        assertThat(redis.uri()).isEqualTo(before);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
          String kept = durability == LocalRedis.Durability.EVERY_SECOND ? "value" : null;
          assertThat(connection.sync().get("key")).isEqualTo(kept);
        }
      }
    }
  }

  @Test
  void theBundledRedisStartsToo() {
    try (LocalRedis redis = LocalRedis.startBundled(Servers.directory());
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      assertThat(connection.sync().info("server")).contains("redis_version:6.2");
    }
  }

  @Test
  void saysWhatIsWrongWithADirectory() throws Exception {
    Path file = Files.writeString(Servers.directory().resolve("file"), "x");
    assertThatThrownBy(() -> LocalRedis.start(file))
        .isInstanceOf(LocalStartException.class)
        .hasMessageContaining("data directory")
        .hasMessageContaining("can't be")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(() -> LocalKafka.start(file.resolve("lib"), Servers.directory()))
        .isInstanceOf(LocalStartException.class)
        .hasMessageContaining("build the module event-ingest/broker");
  }

  @Test
  void showsTheLogOfABrokerThatDoesNotComeUp() throws Exception {
    Path data = Servers.directory();
    Path log = Files.createDirectories(data.resolve("kafka"));
    Files.createFile(log.resolve("formatted"));
    Files.writeString(log.resolve("log"), "a file where a directory should be");
    assertThatThrownBy(() -> LocalKafka.start(Servers.BROKER_LIB, data))
        .isInstanceOf(LocalStartException.class)
        .hasMessageContaining("Kafka ended at once, with status")
        .hasMessageContaining("broker.log");
  }

  private static Process startParent(Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Parent.class.getName(),
            Servers.BROKER_LIB.toString(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void publish(LocalKafka kafka, String id) throws Exception {
    KafkaSettings settings = KafkaSettings.on(kafka.bootstrapServers());
    Event event = new Event(id, "test", "u", "i", "like", Instant.EPOCH, null, List.of(), Map.of());
    try (EventPublisher publisher = new EventPublisher(settings)) {
      publisher.publish(event).get();
    }
  }

  private static boolean written(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".aof"))
          .anyMatch(file -> contains(file, "value"));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, ISO_8859_1).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean open(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(Ports.loopback(port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
