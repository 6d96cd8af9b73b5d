/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

/** A topic was deleted, or is another now, although it has the same name. */
public final class TopicReplacedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicReplacedException(String message) {
    super(message);
  }
}
