/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** Makes places in a log. */
public final class Offsets {
  private Offsets() {}

  /** With the leader epoch of the record before, or -1 when that is unknown. */
  public static OffsetAndMetadata of(long offset, int epoch, String note) {
    return new OffsetAndMetadata(offset, epoch < 0 ? Optional.empty() : Optional.of(epoch), note);
  }
}
