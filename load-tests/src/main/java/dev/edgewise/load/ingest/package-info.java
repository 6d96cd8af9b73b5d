/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Figures of the way of events into profiles, beside bare loops that do as little as can be. Start
 * at {@link dev.edgewise.load.ingest.IngestSuite}.
 */
@NullMarked
package dev.edgewise.load.ingest;

import org.jspecify.annotations.NullMarked;
