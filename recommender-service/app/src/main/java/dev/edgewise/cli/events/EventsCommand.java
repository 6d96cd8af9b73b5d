/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import picocli.CommandLine.Command;

/** {@code ./edgewise events}: commands for many events at once. */
@Command(
    name = "events",
    description = "Sends files of events, and replays events of the log.",
    subcommands = {EventsSendCommand.class, EventsReplayCommand.class})
public final class EventsCommand {}
