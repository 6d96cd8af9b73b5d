/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.lab.evaluate.data.RecordSink;

/**
 * Receives the lines of a file of any format. By default it ignores lines that are wrong, since an
 * earlier reading has counted them.
 *
 * @param <T> an item or an event
 */
public interface ReadSink<T> extends RecordSink<T> {
  /** Receives the object of a JSON line, before it goes to {@code accept} or {@code wrong}. */
  default void json(long line, JsonNode object) {}

  @Override
  default void wrong(long line, String why) {}

  /**
   * Learns that a file ends too early, for example because compressed data are cut off.
   *
   * @param line the number of the last complete line
   */
  default void cutOff(long line, String why) {}
}
