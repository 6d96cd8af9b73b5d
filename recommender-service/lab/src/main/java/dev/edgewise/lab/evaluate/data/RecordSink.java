/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import java.util.List;
import java.util.function.Consumer;

/**
 * Receives the records of a file in the order of their lines.
 *
 * @param <T> an item or an event
 */
public interface RecordSink<T> {
  /** Receives the names of the columns of CSV that nothing reads, in lower case. */
  default void unread(List<String> columns) {}

  /**
   * Receives a record.
   *
   * @param line the number of the line at which it begins, from 1
   * @throws IllegalArgumentException when the record is wrong for the receiver; it then goes to
   *     {@link #wrong}
   */
  void accept(long line, T entry);

  /**
   * Receives a record that is wrong; reading goes on behind it unless this method throws.
   *
   * @param why the wrong value and what would be right
   */
  void wrong(long line, String why);

  /** A sink whose first wrong record ends reading, with an IllegalArgumentException. */
  static <T> RecordSink<T> strict(Consumer<T> sink) {
    return new RecordSink<>() {
      @Override
      public void accept(long line, T entry) {
        sink.accept(entry);
      }

      @Override
      public void wrong(long line, String why) {
        throw new IllegalArgumentException(why);
      }
    };
  }
}
