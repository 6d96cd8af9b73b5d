/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

/**
 * Where in a log an event stands: the watermark that makes applying it idempotent is kept per
 * {@code topicId} and {@code partition}.
 *
 * @param topicId the topic's unique id (not its name: a topic created anew has another)
 * @param partition from 0
 * @param offset from 0
 */
public record EventPosition(String topicId, int partition, long offset) {
  /** The key of its watermark: topic id and partition. */
  String watermark() {
    return topicId + "/" + partition;
  }
}
