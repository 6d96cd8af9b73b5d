/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk in memory that is soon full; mounting one takes the rights to. */
final class SmallDisk implements AutoCloseable {
  private static final int MEBIBYTES = 128;
  private static final int PATIENCE_S = 20;

  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /** One at this folder, which is made; empty when this system or user can't have any. */
  static Optional<SmallDisk> mount(Path path) throws IOException, InterruptedException {
    Files.createDirectories(path);
    boolean mounted =
        run(
            List.of(
                "mount", "-t", "tmpfs", "-o", "size=" + MEBIBYTES + "m", "tmpfs", path.toString()));
    return mounted ? Optional.of(new SmallDisk(path)) : Optional.empty();
  }

  Path path() {
    return path;
  }

  private static boolean run(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      // whoever wrote there may take a moment to be gone
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
      while (!run(List.of("umount", path.toString()))) {
        if (System.nanoTime() > end) {
          System.err.println("left behind, a mounted " + path);
          return;
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
