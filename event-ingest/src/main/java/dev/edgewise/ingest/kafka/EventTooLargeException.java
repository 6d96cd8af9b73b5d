/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

/** Kafka takes no event of this size, so sending it again is no use; the message is one line. */
public final class EventTooLargeException extends IngestException {
  private static final long serialVersionUID = 1L;

  public EventTooLargeException(String message, Throwable cause) {
    super(message, cause);
  }
}
