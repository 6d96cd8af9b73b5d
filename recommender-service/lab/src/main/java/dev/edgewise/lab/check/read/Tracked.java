/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.read;

import dev.edgewise.lab.evaluate.data.RecordSink;
import dev.edgewise.recommend.catalogue.CatalogueException;
import java.io.EOFException;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/** Remembers the last line, so that a file that is cut off can be reported with its place. */
final class Tracked<T> implements RecordSink<T> {
  private final ReadSink<T> sink;
  private long last;

  Tracked(ReadSink<T> sink) {
    this.sink = sink;
  }

  /** Reads a file whose compressed data may be cut off. */
  void read(DataFile file, Consumer<RecordSink<T>> reader) {
    try {
      reader.accept(this);
    } catch (CatalogueException e) {
      if (!(e.getCause() instanceof EOFException || e.getCause() instanceof ZipException)) {
        throw e;
      }
      sink.cutOff(last, String.valueOf(e.getCause().getMessage()));
    }
  }

  @Override
  public void unread(List<String> columns) {
    sink.unread(columns);
  }

  @Override
  public void accept(long line, T entry) {
    last = line;
    sink.accept(line, entry);
  }

  @Override
  public void wrong(long line, String why) {
    last = line;
    sink.wrong(line, why);
  }
}
