/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A demo started by the launcher, as a person would, and ended with {@link #close}. */
final class DemoProcess implements AutoCloseable {
  private static final String READY = "Edgewise is ready at ";
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  private final Process process;
  private final URI uri;
  private final Duration start;

  private DemoProcess(Process process, URI uri, Duration start) {
    this.process = process;
    this.uri = uri;
    this.start = start;
  }

  /** Starts one and waits until it says that it is ready. */
  static DemoProcess start(Path home, Path data) throws IOException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(
                home.resolve("edgewise").toString(),
                "demo",
                "--no-browser",
                "--port",
                String.valueOf(freePort()),
                "--data",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        Duration start = Duration.ofNanos(System.nanoTime() - begun);
        return new DemoProcess(process, URI.create(line.substring(READY.length()).strip()), start);
      }
    }
    throw new IOException("the demo ended before it was ready; what it said is above");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI uri() {
    return uri;
  }

  Duration startTime() {
    return start;
  }

  /** Resident memory in MiB of the service alone. */
  double serviceMebibytes() {
    return Machine.residentMebibytes(process.toHandle());
  }

  /** Resident memory in MiB of those of its children whose command contains a word. */
  double childMebibytes(String word) {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").contains(word))
        .mapToDouble(Machine::residentMebibytes)
        .sum();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the demo did not end within " + LONGEST_END);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
