/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.check.read.ReadSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes the chosen good lines of a file as JSON Lines. For one thread. */
final class SampleWriter<T> implements ReadSink<T>, AutoCloseable {
  private final OutputStream out;
  private final Predicate<T> chosen;
  private final Function<T, byte[]> json;

  SampleWriter(Path file, Predicate<T> chosen, Function<T, byte[]> json) throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(file));
    this.chosen = chosen;
    this.json = json;
  }

  @Override
  public void accept(long line, T entry) {
    if (chosen.test(entry)) {
      try {
        out.write(json.apply(entry));
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException("can't write the sample for the quick evaluation", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
