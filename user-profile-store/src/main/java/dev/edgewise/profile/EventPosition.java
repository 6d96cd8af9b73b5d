/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

/**
 * The position of an event in a log. A profile keeps one watermark for each {@code topicId} and
 * {@code partition}; it makes applying an event idempotent.
 *
 * @param topicId the topic's unique id; unlike the name, it changes when the topic is recreated
 * @param partition from 0
 * @param offset from 0
 */
public record EventPosition(String topicId, int partition, long offset) {
  /** Returns the key of this position's watermark: topic id and partition. */
  String watermark() {
    return topicId + "/" + partition;
  }
}
