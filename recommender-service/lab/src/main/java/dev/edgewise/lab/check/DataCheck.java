/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.check.finding.EventFindings;
import dev.edgewise.lab.check.finding.FileFindings;
import dev.edgewise.lab.check.finding.Finding;
import dev.edgewise.lab.check.finding.ItemFindings;
import dev.edgewise.lab.check.finding.Section;
import dev.edgewise.lab.check.finding.SourceFindings;
import dev.edgewise.lab.check.read.DataFile;
import dev.edgewise.lab.check.read.DataFile.Format;
import dev.edgewise.lab.check.read.DataReader;
import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.lab.check.survey.LikeSurvey;
import dev.edgewise.lab.check.survey.ScaleTaken;
import dev.edgewise.lab.check.survey.ScaleTaken.Origin;
import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.evaluate.data.LenientReader;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./edgewise check}: reads a file of items and a file of events, says what the service will
 * make of them, and measures the quality of lists on a sample. Reads the events twice; memory grows
 * with the number of items and users, up to a bound, not with the length of the files.
 */
public final class DataCheck {
  private final CheckOptions options;
  private final Progress progress;
  private final DataFile itemFile;
  private final DataFile eventFile;
  private final CatalogueDescription description;
  private final ItemSurvey items;
  private final EventSurvey events;

  private DataCheck(CheckOptions options, InstantSource clock, Progress progress) {
    Instant now = clock.instant();
    this.options = options;
    this.progress = progress;
    this.itemFile = DataFile.of(options.items());
    this.eventFile = DataFile.of(options.events());
    this.description = description(itemFile);
    this.items = new ItemSurvey(now);
    DataReader.items(itemFile, items);
    progress.note("read %,d items", items.size());
    this.events = new EventSurvey(items, now);
    DataReader.events(eventFile, description.source(), events);
    progress.note("read %,d events", events.count());
  }

  /**
   * Checks two files.
   *
   * @param clock the present; later times lie in the future
   * @throws dev.edgewise.recommend.catalogue.CatalogueException naming file and line, when a file
   *     is missing, empty or of no known format
   */
  public static CheckResult run(CheckOptions options, InstantSource clock, Progress progress) {
    return new DataCheck(options, clock, progress).run();
  }

  private static CatalogueDescription description(DataFile items) {
    return items.format() == Format.JSON_LINES
        ? CatalogueDescription.beside(items.path())
        : LenientReader.description(items.path());
  }

  private CheckResult run() {
    List<ScaleTaken> scales = scales();
    SignalWeights signals = signals(scales);
    LikeSurvey likes = new LikeSurvey(items, events, signals);
    EvaluationSample sample = sample(signals);
    DataReader.events(
        eventFile,
        description.source(),
        sample == null
            ? likes
            : (line, event) -> {
              likes.accept(line, event);
              sample.accept(line, event);
            });
    List<Section> sections = new ArrayList<>();
    List<Finding> formats = FileFindings.formats(itemFile, eventFile);
    if (!formats.isEmpty()) {
      sections.add(new Section("Files", formats, List.of()));
    }
    sections.add(ItemFindings.of(itemFile, items, events, description.categories()));
    sections.add(EventFindings.of(eventFile, items, events, likes, signals, scales));
    sections.add(new SourceFindings(items, events, likes).of(sources()));
    QuickEvaluation measured = sample == null ? null : quality(sample, sections);
    return new CheckResult(
        itemFile.path().getFileName().toString(),
        eventFile.path().getFileName().toString(),
        sections,
        DescriptionProposal.of(description, items),
        measured == null ? Map.of() : measured.metrics(),
        measured == null ? Map.of() : measured.intervals());
  }

  /**
   * The scale of each source that has ratings, by the rule of the commands that will read the file:
   * a scale that is given, else one that is declared, else the smallest usual one that contains the
   * ratings.
   */
  private List<ScaleTaken> scales() {
    List<ScaleTaken> taken = new ArrayList<>();
    events.ratings().forEach((source, ratings) -> taken.add(scale(source, ratings)));
    return taken;
  }

  private ScaleTaken scale(String source, DoubleSummaryStatistics ratings) {
    ValueScale given = options.scale();
    if (given != null) {
      return new ScaleTaken(source, given, Origin.GIVEN);
    }
    ValueScale declared = options.signals().scales().get(source);
    ValueScale scale = declared == null ? description.ratings().orElse(null) : declared;
    return scale == null
        ? new ScaleTaken(
            source, ValueScale.learnt(ratings.getMin(), ratings.getMax()), Origin.LEARNT)
        : new ScaleTaken(source, scale, Origin.DECLARED);
  }

  private SignalWeights signals(List<ScaleTaken> scales) {
    Map<String, ValueScale> bySource = new HashMap<>();
    scales.forEach(taken -> bySource.put(taken.source(), taken.scale()));
    return options.signals().withScales(bySource);
  }

  private List<String> sources() {
    Catalogue none = new Catalogue(description);
    return new Candidates(none, event -> 1).sources();
  }

  private @Nullable EvaluationSample sample(SignalWeights signals) {
    return options.evaluation()
        ? new EvaluationSample(itemFile, items, events, description, signals)
        : null;
  }

  /** Measures the lists and adds the section about them; null if nothing can be measured. */
  private @Nullable QuickEvaluation quality(EvaluationSample sample, List<Section> sections) {
    Dataset data = sample.data();
    if (data.events().isEmpty()) {
      sections.add(QualityFindings.tooSmall("There are no events to measure on."));
      return null;
    }
    QuickEvaluation measured = QuickEvaluation.of(data, progress);
    if (measured.users() == 0) {
      sections.add(QualityFindings.tooSmall("No user came back to new items at the end."));
      return null;
    }
    sections.add(new QualityFindings(measured).of(data));
    return measured;
  }
}
