/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import static dev.edgewise.load.report.Medians.timeOf;

import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import dev.edgewise.load.report.SuiteRun;
import dev.edgewise.load.report.TemporaryFolder;
import dev.edgewise.phi.LoadOptions;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.archive.WriteProgress;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.packed.PhiRanker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures how much time the ranker saves by packing candidates behind one prefix, compared with
 * one prompt each, and by serving requests at once, compared with one after another. Used by one
 * thread.
 */
public record RankingSuite(SuiteRun run) {
  private static final int PREFIX = 300;
  private static final int BRANCH = 25;
  private static final int ROUNDS = 5;
  private static final PhiShape MEDIUM =
      PhiShape.plain(PhiShape.PHI3_VOCAB, 1024, 21, 16, 16, 2816, true, 1024);

  /** Runs the suite, and measures packing on one more archive when there is one. */
  public void measure(@Nullable Path archive) throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      Path floats = BundledFilms.importModel(run.home(), folder.path(), Precision.BF16);
      Path bytes = BundledFilms.importModel(run.home(), folder.path(), Precision.INT8);
      countTokens(floats);
      packing("bundled, bf16", floats);
      packing("bundled, int8", bytes);
      batching("bundled, bf16", floats);
      batching("bundled, int8", bytes);
      Path medium = folder.path().resolve("medium");
      run.log().println("writing 300 million random weights ...");
      PhiArchive.writeRandom(medium, "medium", MEDIUM, Precision.INT8, 1, WriteProgress.SILENT);
      packing("300 M, int8", medium);
      batching("300 M, int8", medium);
    }
    if (archive != null) {
      packing(PhiArchive.card(archive).name(), archive);
    }
  }

  /** Behind a cached prefix the ranker must compute the tokens of the candidates alone. */
  private void countTokens(Path archive) throws IOException {
    BundledFilms films = BundledFilms.readShuffled(run.home());
    List<Candidate> candidates = films.candidates(20);
    RankingRequest request = new RankingRequest(films.reader(1), candidates);
    try (PhiRanker ranker = PhiRanker.open(archive)) {
      var _ = ranker.rank(request, Deadline.in(Duration.ofMinutes(1)));
      Ranking.Tokens tokens = ranker.rank(request, Deadline.in(Duration.ofMinutes(1))).tokens();
      int all = candidates.stream().mapToInt(one -> ranker.prompt().branch(one, "en").length).sum();
      run.report().add("tokens of a prefix", tokens.prefix(), "");
      run.report().add("tokens of its 20 candidates, all together", all, "");
      run.report().add("tokens computed for them behind the cached prefix", tokens.computed(), "");
      if (tokens.computed() != all) {
        run.report()
            .fault("behind a cached prefix more tokens were computed than those of candidates");
      }
    }
  }

  private void packing(String name, Path archive) throws IOException {
    run.log().println("packing, " + name + " ...");
    PackedScoringBenchmark scoring = new PackedScoringBenchmark();
    scoring.load(archive, PREFIX, BRANCH);
    try {
      double apart = scoring.disagreement();
      boolean large = WeightLayout.count(scoring.model().card().shape()) > 1_000_000_000;
      Medians.Measurement packed = timeOf(scoring::packedBehindCachedPrefix);
      Medians.Measurement fresh = timeOf(scoring::packedBehindFreshPrefix);
      Medians.Measurement alone = timeOf(scoring::onePromptACandidate);
      double[] millis = Medians.inTurns(1, large ? 1 : ROUNDS, packed, fresh, alone);
      String what = name + " (" + scoring.model().kernel() + "), 20 candidates: ";
      String single = what + "one prompt each";
      Report report = run.report();
      report.add(what + "packed behind a cached prefix", millis[0], "ms");
      report.add(what + "packed, prefix read anew", millis[1], "ms");
      report.add(single, millis[2], "ms");
      report.add(single + " / packed behind a cached prefix", millis[2] / millis[0], "x");
      report.add(single + " / packed, prefix read anew", millis[2] / millis[1], "x");
      report.add(what + "scores apart, of their deviation", 100 * apart, "%");
    } catch (IllegalStateException e) {
      run.report().fault(name + ": " + e.getMessage());
    } finally {
      scoring.close();
    }
  }

  private void batching(String name, Path archive) throws IOException {
    run.log().println("batching, " + name + " ...");
    try (PhiModel model = PhiModel.load(archive, LoadOptions.standard());
        ConcurrentCalls calls = new ConcurrentCalls(model, PREFIX)) {
      calls.rank(run.report(), name + ", ranking, 8 requests", BRANCH, ROUNDS);
      calls.write(run.report(), name + ", writing, 8 texts", 30, ROUNDS);
    }
  }
}
