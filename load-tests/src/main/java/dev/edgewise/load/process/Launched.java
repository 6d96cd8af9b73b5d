/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that is asked to end when this is closed, or at the latest when this JVM ends. */
final class Launched implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Thread ending;

  Launched(String name, Process process) {
    this.name = name;
    this.process = process;
    this.ending = new Thread(process::destroy, "end " + name);
    Runtime.getRuntime().addShutdownHook(ending);
  }

  Process process() {
    return process;
  }

  /**
   * Returns when it has ended.
   *
   * @throws IOException when it is still there after a minute; it is killed then
   */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(name + " did not end within " + LONGEST_END);
      }
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
