/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
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
import java.util.HashMap;
import java.util.Map;
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
      "Brings events to profiles once more; what a profile has already changes nothing.",
      "Kafka and Redis are those of the configuration, as for serve, unless given here."
    })
final class EventsReplayCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private final What what = new What();

  @Option(names = "--user", paramLabel = "ID", description = "this user's events alone")
  private @Nullable String user;

  @Option(names = "--dry-run", description = "only look, and say what would be done")
  private boolean dryRun;

  @Option(names = "--json", description = "the summary as one JSON document")
  private boolean json;

  @Mixin private final ServerOptions servers = new ServerOptions();

  /** One of these. */
  static final class What {
    @Option(
        names = "--dead-letters",
        description = "send dead letters that are events by now to the log again")
    private boolean deadLetters;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "apply the log's events taken at or after this time, as 2026-01-31T12:00:00Z")
    private @Nullable Instant from;
  }

  @Override
  public Integer call() throws IOException {
    EdgewiseConfig config = CommandSettings.with(servers.settings());
    ReplayReport report = replay(config);
    tell(report, System.out);
    return 0;
  }

  private ReplayReport replay(EdgewiseConfig config) {
    KafkaSettings kafka = EventWiring.kafka(config);
    Progress progress = new Progress(System.err, "edgewise: ");
    ReplayOptions.Watch watch = (done, total) -> progress.say("record", done, total);
    Replay replay = new Replay(kafka, new ReplayOptions(user, dryRun, watch));
    Instant from = what.from;
    if (from == null) {
      return replay.deadLetters();
    }
    try (ProfileStore store = ProfileWiring.store(config)) {
      store.check();
      return replay.from(from, store);
    }
  }

  private void tell(ReplayReport report, PrintStream out) throws JsonProcessingException {
    if (json) {
      out.println(
          new ObjectMapper()
              .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
              .writeValueAsString(document(report)));
      return;
    }
    out.printf(
        "%d records, %d events %s%s%s%n",
        report.read(),
        report.replayed(),
        dryRun ? "would be " : "",
        what.deadLetters ? "sent again" : "applied again",
        what.deadLetters ? "" : ", " + report.changed() + (dryRun ? " new" : " changed something"));
    report.left().forEach((reason, count) -> out.printf("  %d left: %s%n", count, reason));
    if (!report.complete()) {
      out.println("  interrupted before the end; run it again for the rest");
    }
  }

  private Map<String, Object> document(ReplayReport report) {
    Map<String, Object> document = new HashMap<>();
    document.put("read", report.read());
    document.put("replayed", report.replayed());
    if (!what.deadLetters) {
      document.put("changed", report.changed());
    }
    document.put("left", report.left());
    document.put("complete", report.complete());
    document.put("dryRun", dryRun);
    return document;
  }
}
