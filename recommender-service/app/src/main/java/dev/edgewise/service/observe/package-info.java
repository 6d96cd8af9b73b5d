/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Metrics and traces of ingestion. Start at {@link dev.edgewise.service.observe.IngestObservers}.
 */
@NullMarked
package dev.edgewise.service.observe;

import org.jspecify.annotations.NullMarked;
