/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The way of an event from outside bytes through Kafka into a profile. Start at {@link
 * dev.edgewise.ingest.EventCodec} for its form, {@link dev.edgewise.ingest.EventPublisher} for the
 * way in, {@link dev.edgewise.ingest.ProfileUpdater} for the way on, {@link
 * dev.edgewise.ingest.Replay} for going it once more. Beside these, {@link
 * dev.edgewise.ingest.TopicWriter} and {@link dev.edgewise.ingest.TaskReader} are two ends of any
 * topic of records or tasks.
 */
@NullMarked
package dev.edgewise.ingest;

import org.jspecify.annotations.NullMarked;
