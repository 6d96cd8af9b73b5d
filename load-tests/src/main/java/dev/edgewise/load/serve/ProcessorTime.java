/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Processor time that was used until a moment, in seconds.
 *
 * @param service by the service
 * @param servers by the Kafka and Redis that the service started
 * @param generator by this process
 * @param machine by all processes of the machine; 0 where Linux doesn't tell it
 * @param elapsed the moment, in seconds since any fixed one
 */
record ProcessorTime(
    double service, double servers, double generator, double machine, double elapsed) {
  private static final Path STAT = Path.of("/proc/stat");
  private static final double TICKS_A_SECOND = 100;

  /** The columns of {@code /proc/stat} that are not idle or waiting: user to steal. */
  private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

  static ProcessorTime of(ProcessHandle service) throws IOException {
    return new ProcessorTime(
        seconds(Stream.of(service)),
        seconds(service.descendants()),
        seconds(Stream.of(ProcessHandle.current())),
        machineSeconds(),
        System.nanoTime() / 1e9);
  }

  private static double seconds(Stream<ProcessHandle> processes) {
    return processes
            .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
            .mapToLong(Duration::toMillis)
            .sum()
        / 1e3;
  }

  private static double machineSeconds() throws IOException {
    if (!Files.exists(STAT)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(STAT)) {
      String[] total = lines.findFirst().orElseThrow().split(" +", -1);
      return Arrays.stream(BUSY).mapToLong(i -> Long.parseLong(total[i])).sum() / TICKS_A_SECOND;
    }
  }

  /** The time that was used since an earlier moment. */
  ProcessorTime since(ProcessorTime earlier) {
    return new ProcessorTime(
        service - earlier.service,
        servers - earlier.servers,
        generator - earlier.generator,
        machine - earlier.machine,
        elapsed - earlier.elapsed);
  }

  /** The share of a number of processor seconds in those that the machine had, from 0 to 1. */
  double share(double seconds) {
    return seconds / (elapsed * Runtime.getRuntime().availableProcessors());
  }

  /** The time of processes that have nothing to do with the measurement. */
  double others() {
    return Math.max(0, machine - service - servers - generator);
  }
}
