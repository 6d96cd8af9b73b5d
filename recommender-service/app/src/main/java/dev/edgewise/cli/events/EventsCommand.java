/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import picocli.CommandLine.Command;

/** {@code ./edgewise events}: what is done with many events at once. */
@Command(
    name = "events",
    description = "Sends files of events, and brings those of the log to profiles once more.",
    subcommands = {EventsSendCommand.class, EventsReplayCommand.class})
public final class EventsCommand {}
