/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;

/** Kafka could not be reached, or refused a request; the message is one line. */
public class IngestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IngestException(String message) {
    super(message);
  }

  public IngestException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether Kafka refuses the request for good, as without permission; again is no use. */
  public final boolean refused() {
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException && !(cause instanceof RetriableException)) {
        return true;
      }
    }
    return false;
  }
}
