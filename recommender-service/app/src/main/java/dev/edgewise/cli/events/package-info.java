/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code ./edgewise events}: sends files of events, and replays events of the log. Start at {@link
 * dev.edgewise.cli.events.EventsCommand}.
 */
@NullMarked
package dev.edgewise.cli.events;

import org.jspecify.annotations.NullMarked;
