/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Kafka clients, their settings, and the identity of topics. Start at {@link
 * dev.edgewise.ingest.kafka.KafkaSettings}.
 */
@NullMarked
package dev.edgewise.ingest.kafka;

import org.jspecify.annotations.NullMarked;
