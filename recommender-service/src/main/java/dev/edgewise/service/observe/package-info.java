/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How the service is watched: {@link dev.edgewise.service.observe.IngestMetrics} counts and times
 * what becomes of events, {@link dev.edgewise.service.observe.IngestTraces} carries their traces on
 * from Kafka to Redis. Nothing else knows Micrometer or OpenTelemetry.
 */
@NullMarked
package dev.edgewise.service.observe;

import org.jspecify.annotations.NullMarked;
