/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

/** A topic was deleted, or deleted and recreated under the same name. */
public final class TopicReplacedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicReplacedException(String message) {
    super(message);
  }
}
