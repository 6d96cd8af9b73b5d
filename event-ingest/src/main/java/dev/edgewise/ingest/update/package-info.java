/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The loop that reads events from Kafka and applies them to profiles. Start at {@link
 * dev.edgewise.ingest.update.ProfileUpdater}.
 */
@NullMarked
package dev.edgewise.ingest.update;

import org.jspecify.annotations.NullMarked;
