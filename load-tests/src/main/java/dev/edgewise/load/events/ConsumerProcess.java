/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.events;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.update.IngestStatus;
import dev.edgewise.ingest.update.ProfileUpdater;
import dev.edgewise.load.process.ChildProcess;
import dev.edgewise.load.process.JavaCommand;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.redis.RedisProfileStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The consumer of the service in a process of its own, which applies events to profiles in Redis.
 * Used by one thread at a time.
 */
public final class ConsumerProcess extends ChildProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration STORE_TIMEOUT = Duration.ofSeconds(2);

  /** Writes and reads the settings and the status, which the two processes exchange. */
  static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(Duration.class, writer())
          .registerTypeAdapter(Duration.class, reader(Duration::parse))
          .registerTypeAdapter(Instant.class, writer())
          .registerTypeAdapter(Instant.class, reader(Instant::parse))
          .create();

  private static JsonSerializer<Object> writer() {
    return (value, type, context) -> new JsonPrimitive(value.toString());
  }

  private static <T> JsonDeserializer<T> reader(Function<String, T> parse) {
    return (json, type, context) -> parse.apply(json.getAsString());
  }

  /** Starts a consumer, whose messages are appended to the log. */
  public ConsumerProcess(JavaCommand java, KafkaSettings kafka, String redis, Path log)
      throws IOException {
    List<String> arguments = List.of(GSON.toJson(kafka), redis);
    super("the consumer", java.builder(ConsumerProgram.class, arguments, log), log);
  }

  public IngestStatus status() throws IOException {
    return GSON.fromJson(ask("status"), IngestStatus.class);
  }

  /** The bytes in use on the consumer's heap after a garbage collection. */
  public long heapBytes() throws IOException {
    return Long.parseLong(ask("heap"));
  }

  /** Waits until the consumer has done an action, for three minutes, and returns its status. */
  public IngestStatus await(String action, Predicate<IngestStatus> condition) throws IOException {
    var status = new AtomicReference<>(status());
    await(
        action,
        PATIENCE,
        () -> {
          status.set(status());
          return condition.test(status.get());
        });
    return status.get();
  }

  public void awaitPartitions() throws IOException {
    var _ = await("get partitions", status -> status.partitions() > 0);
  }

  /** Runs in the other process. Its arguments are the settings of Kafka and the URI of Redis. */
  static final class ConsumerProgram {
    private ConsumerProgram() {}

    public static void main(String[] args) throws Exception {
      var store = new RedisProfileStore(args[1], SignalWeights.standard(), STORE_TIMEOUT);
      var updater = new ProfileUpdater(GSON.fromJson(args[0], KafkaSettings.class), store);
      Thread end =
          new Thread(() -> {
            updater.close();
            store.close();
          });
      Runtime.getRuntime().addShutdownHook(end);
      updater.start();
      ChildProcess.answerLines(
          line -> line.equals("heap") ? "" + heapBytes() : GSON.toJson(updater.status()));
      System.exit(0);
    }

    /** The first collection may leave objects that it only finalizes, so there are two. */
    private static long heapBytes() {
      System.gc();
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }
}
