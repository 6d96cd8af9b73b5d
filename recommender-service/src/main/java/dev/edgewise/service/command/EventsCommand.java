/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.command;

import picocli.CommandLine.Command;

/** {@code ./edgewise events}: what is done with many events at once. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Sends files of events.",
    subcommands = {EventsSendCommand.class})
final class EventsCommand {}
