/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code ./edgewise events}: sends files of events and replays them. Start at {@code
 * EventsCommand}.
 */
@NullMarked
package dev.edgewise.cli.events;

import org.jspecify.annotations.NullMarked;
