/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is deleted with all it holds when closed. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  public TemporaryFolder() throws IOException {
    path = Files.createTempDirectory("edgewise-bench");
  }

  public Path path() {
    return path;
  }

  /** Deletes what it can: a file left behind is no reason to lose what was measured. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind in " + path + ": " + e);
    }
  }
}
