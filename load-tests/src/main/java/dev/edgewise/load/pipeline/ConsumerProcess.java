/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.pipeline;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.load.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A consumer of events in a process of its own. Used by one thread at a time. */
public final class ConsumerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LOOK_AGAIN_MS = 20;

  private final JavaProcess process;

  private ConsumerProcess(JavaProcess process) {
    this.process = process;
  }

  /** Starts one; what it logs is appended to the file. */
  public static ConsumerProcess start(
      JavaProcess.Jvm jvm, KafkaSettings kafka, String redis, Path log) throws IOException {
    List<String> arguments =
        List.of(
            kafka.bootstrapServers(),
            kafka.eventsTopic(),
            kafka.deadLetterTopic(),
            kafka.group(),
            String.valueOf(kafka.partitions()),
            kafka.rewind().toString(),
            redis);
    return new ConsumerProcess(JavaProcess.start(jvm, ConsumerMain.class, arguments, log));
  }

  /**
   * How it is doing.
   *
   * @throws IOException when it has ended
   */
  public ConsumerStatus status() throws IOException {
    return ConsumerStatus.parse(process.ask("status"));
  }

  /** Bytes of its heap in use after a collection. */
  public long heapBytes() throws IOException {
    return Long.parseLong(process.ask("heap"));
  }

  /**
   * Returns when it is like that.
   *
   * @throws IOException when it isn't within three minutes, or has ended
   */
  public ConsumerStatus await(String what, Predicate<ConsumerStatus> condition)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    ConsumerStatus status = status();
    while (!condition.test(status)) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "the consumer did not "
                + what
                + " within "
                + PATIENCE
                + ": "
                + status
                + "; its last words:\n"
                + process.lastWords());
      }
      Thread.sleep(LOOK_AGAIN_MS);
      status = status();
    }
    return status;
  }

  public boolean alive() {
    return process.alive();
  }

  /** Ends it as {@code kill -9} does, and returns when it is gone. */
  public void kill() throws InterruptedException {
    process.kill();
  }

  /** Asks it to end, and returns when it is gone. */
  public void terminate() throws IOException, InterruptedException {
    process.terminate();
  }

  @Override
  public void close() {
    process.close();
  }
}
