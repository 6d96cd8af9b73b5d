/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

/** Kafka could not be reached, or refused a request; the message is one line. */
public class IngestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IngestException(String message) {
    super(message);
  }

  public IngestException(String message, Throwable cause) {
    super(message, cause);
  }
}
