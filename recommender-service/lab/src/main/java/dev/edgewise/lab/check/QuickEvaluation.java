/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.check.finding.Finding;
import dev.edgewise.lab.check.finding.Words;
import dev.edgewise.lab.evaluate.BadEvaluationException;
import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.EvaluationOptions;
import dev.edgewise.lab.evaluate.EvaluationOptions.Protocol;
import dev.edgewise.lab.evaluate.EvaluationRun;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.report.Reports;
import dev.edgewise.lab.evaluate.report.Table;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.Shortlist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures a sample with the code of {@code ./edgewise evaluate}, and says the result in words.
 *
 * @param scale the scale of all ratings; null for those of their sources
 */
record QuickEvaluation(EvaluationSample sample, @Nullable ValueScale scale) {
  private static final String LISTS = "first-stage";
  private static final String POPULARITY = "popularity";
  private static final List<String> RANKERS = List.of(POPULARITY, "trending", "ease", LISTS);
  private static final List<String> METRICS = List.of(Scores.NDCG, Scores.HIT, "coverage@10");
  private static final int USERS = 400;
  private static final int FEW_USERS = 30;
  private static final long SEED = 7;

  /** Measures the sample; adds findings about the result, and returns null if it is too small. */
  @Nullable Evaluation run(Progress progress, List<Finding> findings) throws IOException {
    if (sample.events().usable() == 0) {
      findings.add(tooSmall("There are no events to measure on."));
      return null;
    }
    Path folder = Files.createTempDirectory("edgewise-check");
    try {
      List<Path> files = sample.write(folder);
      Evaluation evaluation = evaluate(files, progress);
      findings.addAll(said(evaluation));
      return evaluation;
    } catch (BadEvaluationException e) {
      findings.add(tooSmall("The quick evaluation could not run: " + e.getMessage() + "."));
      return null;
    } finally {
      delete(folder);
    }
  }

  private Evaluation evaluate(List<Path> files, Progress progress) throws IOException {
    EvaluationOptions options =
        new EvaluationOptions(
            files.getFirst(),
            files.getLast(),
            Protocol.TEMPORAL,
            0,
            0,
            RANKERS,
            null,
            null,
            USERS,
            SEED,
            null,
            Shortlist.Options.STANDARD,
            scale);
    try {
      return EvaluationRun.run(
          options,
          archive -> {
            throw new IllegalStateException("no ranker of these needs a model");
          },
          progress);
    } catch (BadEventException e) {
      throw new IllegalStateException("the sample holds good events only", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static Finding tooSmall(String why) {
    return Finding.of("quality/too-small", 0, 0, why);
  }

  private static List<Finding> said(Evaluation evaluation) {
    int users = evaluation.measured().users();
    Evaluation.Size size = evaluation.size();
    Finding measured =
        Finding.of(
            "sample",
            size.events(),
            size.events(),
            Words.count(size.users(), "user"),
            Words.count(size.ranked(), "item"),
            Words.count(users, "user"));
    Finding quality =
        difference(evaluation, LISTS)
            .filter(any -> users >= FEW_USERS)
            .map(difference -> verdict(evaluation, difference, users))
            .orElseGet(
                () -> tooSmall("Only " + Words.count(users, "user") + " could be measured."));
    return List.of(measured, quality);
  }

  private static Finding verdict(Evaluation evaluation, Interval difference, int users) {
    String figures =
        String.format(
            Locale.ROOT,
            "(NDCG@10 %.3f against %.3f, difference %+.3f to %+.3f at 95 %%)",
            ndcg(evaluation, LISTS),
            ndcg(evaluation, POPULARITY),
            difference.low(),
            difference.high());
    boolean above = difference.above(0);
    String key = above ? "better" : difference.high() < 0 ? "worse" : "level";
    String by = gain(evaluation, LISTS).replaceFirst("^-", "");
    return Finding.of("quality/" + key, users, users, by, figures, better(evaluation));
  }

  /** A single source that beats popularity where the merged lists don't. */
  private static String better(Evaluation evaluation) {
    return RANKERS.stream()
        .filter(name -> !name.equals(POPULARITY) && !name.equals(LISTS))
        .filter(name -> difference(evaluation, name).filter(d -> d.above(0)).isPresent())
        .max((a, b) -> Double.compare(ndcg(evaluation, a), ndcg(evaluation, b)))
        .map(name -> " The source " + name + " alone beats it by " + gain(evaluation, name) + ".")
        .orElse("");
  }

  private static Optional<Interval> difference(Evaluation evaluation, String ranker) {
    return evaluation.paired().stream()
        .filter(pair -> pair.a().equals(ranker) && pair.b().equals(POPULARITY))
        .filter(pair -> pair.metric().equals(Scores.NDCG))
        .map(Evaluation.Paired::difference)
        .findFirst();
  }

  private static double ndcg(Evaluation evaluation, String ranker) {
    Evaluation.Result result = evaluation.rankers().get(ranker);
    return result == null ? 0 : result.metrics().getOrDefault(Scores.NDCG, 0.0);
  }

  private static String gain(Evaluation evaluation, String ranker) {
    double popular = ndcg(evaluation, POPULARITY);
    return popular == 0
        ? "more than can be said in percent"
        : String.format(Locale.ROOT, "%.0f %%", 100 * (ndcg(evaluation, ranker) / popular - 1));
  }

  /** The figures of each ranker; none without an evaluation. */
  static List<Table> tables(@Nullable Evaluation evaluation) {
    return evaluation == null
        ? List.of()
        : List.of(Reports.table(evaluation, "The quick evaluation", METRICS));
  }
}
