/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.cli.option.CommandSettings;
import dev.edgewise.cli.option.ServerOptions;
import dev.edgewise.ingest.topic.TopicHistory;
import dev.edgewise.lab.fit.FitResult;
import dev.edgewise.lab.fit.LoggedFeedback;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.BlendVersions;
import dev.edgewise.recommend.RankerVersions;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.feedback.Measures;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.wiring.CandidateWiring;
import dev.edgewise.service.wiring.EventWiring;
import dev.edgewise.service.wiring.ProfileWiring;
import dev.edgewise.service.wiring.RankingWiring;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./edgewise fit}. */
@Command(
    name = "fit",
    description = {
      "Fits the weights of the blend to users' feedback on recommendations.",
      "The new weights become a version of the blend if they are better on the latest fifth.",
      "Uses the Kafka, Redis and model of the configuration, as serve does, unless options name"
          + " others."
    })
public final class FitCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "use rankings and events from this time on, for example 2026-01-31T12:00:00Z")
  private @Nullable Instant from;

  @Option(names = "--dry-run", description = "fit and print the result, but write nothing")
  private boolean dryRun;

  @Option(names = "--json", description = "print the result as one JSON document")
  private boolean json;

  @Mixin private final ServerOptions servers = new ServerOptions();

  @Option(names = "--archive", paramLabel = "DIR", description = "directory of the model archive")
  private @Nullable String archive;

  /**
   * The result to print.
   *
   * @param version the new version of the blend, or null when nothing was written
   */
  record Outcome(FitResult fit, boolean better, @Nullable Long version, Measures measures) {}

  @Override
  public Integer call() throws IOException {
    EdgewiseConfig config = CommandSettings.with(settings());
    try (RankingModel model = RankingWiring.model(config, Wording.UNPREPARED);
        DocumentStore documents = ProfileWiring.documents(config)) {
      model.await();
      if (model.problem() != null) {
        throw new BadInputException(model.problem() + "; the command fits the weights of a model");
      }
      print(fit(config, model, documents), System.out);
    }
    return 0;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = servers.settings();
    ServerOptions.put(settings, "edgewise.model.archive", archive);
    return settings;
  }

  private Outcome fit(EdgewiseConfig config, RankingModel model, DocumentStore documents) {
    RankerVersions unused = new RankerVersions(documents, ranker -> {});
    BlendVersions blends = new BlendVersions(documents, model, unused, InstantSource.system());
    var _ = blends.current(); // fails now when there is no Redis
    blends.refresh();
    LoggedFeedback feedback =
        new LoggedFeedback(CandidateWiring.signals(config), config.feedback().window());
    Progress progress = new Progress(System.err, "edgewise: ");
    feedback.read(
        new TopicHistory(
            EventWiring.kafka(config), (done, total) -> progress.say("record", done, total)),
        from,
        config.recommend().logTopic(),
        config.kafka().eventsTopic());
    FitResult fit = feedback.fit(model.info(), blends.weights().orElse(Blend.MODEL_ALONE));
    Long version =
        fit.better() && !dryRun
            ? (Long) blends.replace(fit.after(), model.info().hash(), fit.note()).version()
            : null;
    return new Outcome(fit, fit.better(), version, feedback.measures());
  }

  private void print(Outcome outcome, PrintStream out) throws JsonProcessingException {
    if (json) {
      out.println(
          new ObjectMapper()
              .registerModule(
                  new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
              .writeValueAsString(outcome));
      return;
    }
    FitResult fit = outcome.fit();
    out.println(fit.note());
    fit.after()
        .forEach((name, weight) ->
            out.printf("  %-10s %9.4f  before %9.4f%n", name, weight, fit.before().get(name)));
    out.println(
        "  predicted and actual share of likes in the latest fifth, by tenths of the score:");
    fit.reliability()
        .forEach(bin ->
            out.printf(
                "  %.1f %6.3f %6.3f of %d%n",
                bin.low(), bin.predicted(), bin.liked(), bin.items()));
    out.println(verdict(outcome));
  }

  private String verdict(Outcome outcome) {
    if (!outcome.better()) {
      return "not better: the current weights stay in use";
    }
    return outcome.version() == null
        ? "better; a dry run writes nothing"
        : "better: version " + outcome.version() + " of the blend is current";
  }
}
