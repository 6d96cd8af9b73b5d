/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.option.CommandSettings;
import dev.edgewise.cli.option.ServerOptions;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.replay.Replay;
import dev.edgewise.ingest.replay.ReplayOptions;
import dev.edgewise.ingest.replay.ReplayReport;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.wiring.EventWiring;
import dev.edgewise.service.wiring.ProfileWiring;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./edgewise events replay}. */
@Command(
    name = "replay",
    description = {
      "Applies events to profiles again. Events that a profile already contains change nothing.",
      "Uses the Kafka and Redis of the configuration, as serve does, unless options name others."
    })
final class EventsReplayCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private final Selection selection = new Selection();

  @Option(names = "--user", paramLabel = "ID", description = "only this user's events")
  private @Nullable String user;

  @Option(names = "--dry-run", description = "change nothing, only print what would change")
  private boolean dryRun;

  @Option(names = "--json", description = "print the summary as one JSON document")
  private boolean json;

  @Mixin private final ServerOptions servers = new ServerOptions();

  /** The events to replay: one of the two options. */
  static final class Selection {
    @Option(
        names = "--dead-letters",
        description = "send dead letters that have become valid events to the log again")
    private boolean deadLetters;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "apply the log's events from this time on, for example 2026-01-31T12:00:00Z")
    private @Nullable Instant from;
  }

  @Override
  public Integer call() throws IOException {
    EdgewiseConfig config = CommandSettings.with(servers.settings());
    ReplayReport report = replay(config);
    print(report, System.out);
    return 0;
  }

  private ReplayReport replay(EdgewiseConfig config) {
    KafkaSettings kafka = EventWiring.kafka(config);
    Progress progress = new Progress(System.err, "edgewise: ");
    ReplayOptions.Watch watch = (done, total) -> progress.say("record", done, total);
    Replay replay = new Replay(kafka, new ReplayOptions(user, dryRun, watch));
    Instant from = selection.from;
    if (from == null) {
      return replay.deadLetters();
    }
    try (ProfileStore store = ProfileWiring.store(config)) {
      store.check();
      return replay.from(from, store);
    }
  }

  private void print(ReplayReport report, PrintStream out) throws JsonProcessingException {
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(document(report)));
      return;
    }
    out.printf(
        "%d records, %d events %s%s%s%n",
        report.read(),
        report.replayed(),
        dryRun ? "would be " : "",
        selection.deadLetters ? "sent again" : "applied again",
        selection.deadLetters
            ? ""
            : ", " + report.changed() + (dryRun ? " new" : " changed something"));
    report.left().forEach((reason, count) -> out.printf("  %d left: %s%n", count, reason));
    if (!report.complete()) {
      out.println("  interrupted before the end; run the command again for the rest");
    }
  }

  private Map<String, Object> document(ReplayReport report) {
    Map<String, Object> document = new TreeMap<>();
    document.put("read", report.read());
    document.put("replayed", report.replayed());
    if (!selection.deadLetters) {
      document.put("changed", report.changed());
    }
    document.put("left", new TreeMap<>(report.left()));
    document.put("complete", report.complete());
    document.put("dryRun", dryRun);
    return document;
  }
}
