/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Applies events of the log, or dead letters, once more. Start at {@link
 * dev.edgewise.ingest.replay.Replay}.
 */
@NullMarked
package dev.edgewise.ingest.replay;

import org.jspecify.annotations.NullMarked;
