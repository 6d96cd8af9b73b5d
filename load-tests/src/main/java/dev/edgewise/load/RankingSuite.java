/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.load.process.TemporaryFolder;
import dev.edgewise.load.report.Machine;
import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import dev.edgewise.phi.Loading;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.Progress;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.packed.PhiRanker;
import dev.edgewise.rank.prompt.RankingPrompt;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What packing and batching save, in ratios of one run: candidates behind one prefix against one
 * prompt each, requests side by side against one after another.
 */
final class RankingSuite {
  private static final int PREFIX = 300;
  private static final int BRANCH = 25;
  private static final int ROUNDS = 5;

  private final Path home;
  private final @Nullable Path archive;
  private final PrintStream log;
  private final Report report = new Report(Machine.describe());

  RankingSuite(Path home, @Nullable Path archive, PrintStream log) {
    this.home = home;
    this.archive = archive;
    this.log = log;
  }

  Report run() throws IOException, InterruptedException {
    try (TemporaryFolder made = new TemporaryFolder()) {
      Path floats = BundledModel.imported(home, made.path(), Precision.BF16);
      Path bytes = BundledModel.imported(home, made.path(), Precision.INT8);
      tokens(floats);
      packing("bundled, bf16", floats);
      packing("bundled, int8", bytes);
      batching("bundled, bf16", floats);
      batching("bundled, int8", bytes);
      Path medium = made.path().resolve("medium");
      log.println("writing 300 million random weights ...");
      PhiArchive.writeRandom(medium, "medium", MEDIUM, Precision.INT8, 1, Progress.SILENT);
      packing("300 M, int8", medium);
      batching("300 M, int8", medium);
    }
    if (archive != null) {
      packing(PhiArchive.card(archive).name(), archive);
    }
    return report;
  }

  private static final PhiShape MEDIUM =
      PhiShape.plain(PhiShape.PHI3_VOCAB, 1024, 21, 16, 16, 2816, true, 1024);

  /** Behind a prefix that was read before, nothing is computed but the candidates. */
  private void tokens(Path archive) throws IOException {
    List<Candidate> candidates = SampleFilms.read(home).candidates(20);
    RankingRequest request = new RankingRequest(SampleFilms.read(home).reader(1), candidates);
    try (PhiRanker ranker = PhiRanker.open(archive)) {
      var _ = ranker.rank(request, Deadline.in(Duration.ofMinutes(1)));
      Ranking.Tokens tokens = ranker.rank(request, Deadline.in(Duration.ofMinutes(1))).tokens();
      RankingPrompt prompt = ranker.prompt();
      int all = candidates.stream().mapToInt(item -> prompt.branch(item, "en").length).sum();
      report.add("tokens of a prefix", tokens.prefix(), "");
      report.add("tokens of its 20 candidates, all together", all, "");
      report.add("tokens computed for them behind the cached prefix", tokens.computed(), "");
      if (tokens.computed() != all) {
        report.fault("behind a cached prefix more was computed than the candidates");
      }
    }
  }

  private void packing(String name, Path archive) throws InterruptedException {
    log.println("packing, " + name + " ...");
    PackedScoringBenchmark scoring = new PackedScoringBenchmark();
    scoring.load(archive, PREFIX, BRANCH);
    try {
      double apart = scoring.disagreement(scoring.onePromptACandidate());
      double[] millis =
          Medians.millis(
              large(scoring.model()) ? 1 : ROUNDS,
              List.of(
                  scoring::packedBehindCachedPrefix,
                  scoring::packedBehindFreshPrefix,
                  scoring::onePromptACandidate));
      String what = name + " (" + scoring.model().kernel() + "), 20 candidates: ";
      report.add(what + "packed behind a cached prefix", millis[0], "ms");
      report.add(what + "packed, prefix read anew", millis[1], "ms");
      report.add(what + "one prompt each", millis[2], "ms");
      report.add(
          what + "one prompt each / packed behind a cached prefix", millis[2] / millis[0], "x");
      report.add(what + "one prompt each / packed, prefix read anew", millis[2] / millis[1], "x");
      report.add(what + "scores apart, of their deviation", 100 * apart, "%");
    } catch (IllegalStateException e) {
      report.fault(name + ": " + e.getMessage());
    } finally {
      scoring.close();
    }
  }

  private static boolean large(PhiModel model) {
    return WeightLayout.count(model.card().shape()) > 1_000_000_000;
  }

  private void batching(String name, Path archive) throws InterruptedException {
    log.println("batching, " + name + " ...");
    try (PhiModel model = PhiModel.load(archive, Loading.standard());
        Batching batching = new Batching(model, PREFIX)) {
      batching.ranking(BRANCH, ROUNDS).into(report, name + ", ranking, 8 requests");
    }
    Loading writing = Loading.standard().with(Loading.Purpose.WRITING);
    try (PhiModel model = PhiModel.load(archive, writing);
        Batching batching = new Batching(model, PREFIX)) {
      batching.writing(30, ROUNDS).into(report, name + ", writing, 8 texts");
    }
  }
}
