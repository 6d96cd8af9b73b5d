/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

/**
 * Work for one user, read from a topic.
 *
 * @param value the record's value, in the caller's format
 * @param time when the broker accepted the record, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, never by content
public record Task(String user, byte[] value, long time) {}
