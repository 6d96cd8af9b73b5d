/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The path of an event through Kafka into a profile; each step is a package. Start at {@link
 * dev.edgewise.ingest.event.EventCodec} (reads events), {@link
 * dev.edgewise.ingest.topic.EventPublisher} (writes them to Kafka), {@link
 * dev.edgewise.ingest.update.ProfileUpdater} (applies them to profiles) and {@link
 * dev.edgewise.ingest.replay.Replay} (applies them again).
 */
@NullMarked
package dev.edgewise.ingest;

import org.jspecify.annotations.NullMarked;
