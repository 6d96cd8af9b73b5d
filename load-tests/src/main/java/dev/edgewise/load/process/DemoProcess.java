/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import dev.edgewise.load.report.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A demo started by the launcher, as a person would, and ended with {@link #close}, or at the
 * latest when this process ends.
 */
public final class DemoProcess implements AutoCloseable {
  private static final String READY = "Edgewise is ready at ";
  private static final Pattern REDIS_PORT = Pattern.compile("(?:--port |:)(\\d{2,5})\\b");
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final Launched launched;
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private final long begun = System.nanoTime();
  private volatile long readyAt;

  private DemoProcess(Process process) {
    this.launched = new Launched("the demo", process);
    Thread reader = new Thread(this::read, "what the demo says");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one and waits until it says that it is ready.
   *
   * @throws IOException when it ends before, or isn't ready after ten minutes
   */
  public static DemoProcess start(Path home, Path data) throws IOException, InterruptedException {
    DemoProcess demo =
        new DemoProcess(
            new ProcessBuilder(
                    home.resolve("edgewise").toString(),
                    "demo",
                    "--no-browser",
                    "--port",
                    String.valueOf(freePort()),
                    "--data",
                    data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    try {
      demo.ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
      return demo;
    } catch (ExecutionException e) {
      demo.close();
      throw new IOException("the demo ended before it was ready; what it said is above", e);
    } catch (TimeoutException e) {
      demo.close();
      throw new IOException("the demo was not ready after " + LONGEST_START, e);
    } catch (InterruptedException e) {
      demo.close();
      throw e;
    }
  }

  /** Reads to the end, also after the line waited for: a full pipe would stop the demo. */
  private void read() {
    try (BufferedReader out = launched.process().inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(READY) && !ready.isDone()) {
          readyAt = System.nanoTime();
          ready.complete(URI.create(line.substring(READY.length()).strip()));
        }
      }
      ready.completeExceptionally(new IOException("its output ended"));
    } catch (IOException | IllegalArgumentException e) {
      ready.completeExceptionally(e);
    }
  }

  /** Below the ports that systems give to whoever asks for any, which the demo's servers do. */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one, then.
      }
    }
  }

  public URI uri() {
    return ready.join();
  }

  /** From starting the launcher to the line that says ready. */
  public Duration startTime() {
    return Duration.ofNanos(readyAt - begun);
  }

  /** The port of its Redis, as its command line or, once it runs, its title has it. */
  public int redisPort() throws IOException {
    for (ProcessHandle child : launched.process().descendants().toList()) {
      if (child.info().command().orElse("").contains("redis")) {
        Path line = Path.of("/proc", String.valueOf(child.pid()), "cmdline");
        Matcher port = REDIS_PORT.matcher(Files.readString(line).replace('\0', ' '));
        if (port.find()) {
          return Integer.parseInt(port.group(1));
        }
      }
    }
    throw new IOException("no redis-server with a port in its command line runs below the demo");
  }

  /** Resident memory in MiB of the service alone. */
  public double serviceMebibytes() {
    return Machine.residentMebibytes(launched.process().toHandle());
  }

  /** Resident memory in MiB of those of its children whose command contains a word. */
  public double childMebibytes(String word) {
    return launched
        .process()
        .descendants()
        .filter(child -> child.info().command().orElse("").contains(word))
        .mapToDouble(Machine::residentMebibytes)
        .sum();
  }

  @Override
  public void close() throws IOException {
    launched.close();
  }
}
