/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Replays of dead letters and of the events log. Start at {@link
 * dev.edgewise.ingest.replay.Replay}.
 */
@NullMarked
package dev.edgewise.ingest.replay;

import org.jspecify.annotations.NullMarked;
