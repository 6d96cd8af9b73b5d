/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A real Kafka broker and a real Redis as child processes with a data directory of their own, for
 * the demo, tests and drills. Start at {@link dev.edgewise.ingest.local.LocalKafka} and {@link
 * dev.edgewise.ingest.local.LocalRedis}.
 */
@NullMarked
package dev.edgewise.ingest.local;

import org.jspecify.annotations.NullMarked;
