/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.command;

import picocli.CommandLine.Command;

/** {@code ./edgewise events}: what is done with the log of events from outside. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Works on the log of events.",
    subcommands = {EventsReplayCommand.class})
final class EventsCommand {}
