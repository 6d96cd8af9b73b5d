/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new folder that {@link #close} deletes with all its files. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  public TemporaryFolder() throws IOException {
    path = Files.createTempDirectory("edgewise-bench");
  }

  public Path path() {
    return path;
  }

  /** Deletes the folder. A failure is only printed, so that no figures are lost. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("could not delete " + path + ": " + e);
    }
  }
}
