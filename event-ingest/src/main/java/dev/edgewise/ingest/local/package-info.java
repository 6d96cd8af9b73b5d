/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A real Kafka broker and a real Redis, each a child process with its own data directory, for the
 * demo, tests and drills. Start at {@link dev.edgewise.ingest.local.LocalKafka} and {@link
 * dev.edgewise.ingest.local.LocalRedis}.
 */
@NullMarked
package dev.edgewise.ingest.local;

import org.jspecify.annotations.NullMarked;
