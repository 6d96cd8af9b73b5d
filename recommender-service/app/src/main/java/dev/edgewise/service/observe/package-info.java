/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Metrics and traces, for Micrometer and OpenTelemetry. Start at {@link
 * dev.edgewise.service.observe.IngestObservers}.
 */
@NullMarked
package dev.edgewise.service.observe;

import org.jspecify.annotations.NullMarked;
