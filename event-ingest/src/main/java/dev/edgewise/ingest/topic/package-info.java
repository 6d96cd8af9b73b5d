/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Readers and writers for topics of events, records or tasks. Start at {@link
 * dev.edgewise.ingest.topic.EventPublisher}, {@link dev.edgewise.ingest.topic.TopicReader} and
 * {@link dev.edgewise.ingest.topic.TaskReader}.
 */
@NullMarked
package dev.edgewise.ingest.topic;

import org.jspecify.annotations.NullMarked;
