/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.file.Sha256;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.packed.PhiRanker;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run on a small data set, from files to an archive that ranks. */
class TrainingRunIT {
  private static final PhiShape TINY = PhiShape.small(32, 2, 2, 64, 512);

  @TempDir Path folder = Path.of("");

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void writeTheWorld() throws Exception {
    SmallHistory.write(folder);
  }

  private TrainingOptions options(String out, int steps, boolean resume) {
    return options(out, steps, 0.005, resume);
  }

  private TrainingOptions options(String out, int steps, double rate, boolean resume) {
    return new TrainingOptions(
        folder.resolve("items.jsonl"),
        folder.resolve("events.jsonl"),
        folder.resolve(out),
        TINY,
        steps,
        4,
        rate,
        1,
        3,
        20,
        resume);
  }

  private String run(TrainingOptions options) throws Exception {
    TrainingRun.run(options, PhiRanker::open, new PrintStream(log, true, UTF_8));
    return log.toString(UTF_8);
  }

  @Test
  void writesAnArchiveThatRanksWithACardThatSaysHowWell() throws Exception {
    Files.createDirectory(folder.resolve("tiny")); // an empty directory is taken
    String said = run(options("tiny", 60, false));
    assertThat(said).contains("requests to learn from", "validation NDCG@10", "blend: ");
    Path archive = folder.resolve("tiny");
    assertThat(Files.readString(archive.resolve("CARD.md")))
        .contains("# Model card: tiny", "| popularity |", "| an empty profile |", "can't do")
        .doesNotContain("NaN", "null");
    assertThat(Files.readString(archive.resolve("DATA.md")))
        .contains("# Data card: ", "measuring only", "events of a user");
    assertThat(Files.readString(archive.resolve("learning.svg")))
        .startsWith("<svg xmlns=")
        .contains("with the model 7: ", "first stage 0: "); // it may stop before step 60
    assertThat(folder).isDirectoryNotContaining("glob:**tiny.*");
    try (PhiModel model = PhiModel.load(archive)) {
      ModelCard card = model.card();
      assertThat(card.trained()).isTrue();
      assertThat(card.ranking().keySet()).contains("firstStage", "model", "prior", "bias");
      assertThat(card.notes().keySet()).contains("trainedUntil", "heldOutFrom", "ndcg@10 full");
    }
    assertRanksEveryCandidate(archive);
  }

  private static void assertRanksEveryCandidate(Path archive) {
    EventHistory history = SmallHistory.history();
    Instant snapshotTime = history.events().getFirst().time().plus(Duration.ofDays(60));
    TimelineReplay replay = new TimelineReplay(history);
    try (PhiRanker ranker = PhiRanker.open(archive)) {
      ranker.use(Blend.MODEL_ALONE); // the fitted blend may give so small a model no weight
      replay.until(snapshotTime, index -> {});
      UserSnapshot snapshot =
          UserSnapshots.at(replay, history, snapshotTime, Instant.MAX, 1, 1).getFirst();
      Ranking ranking =
          ranker.rank(
              new RankingRequest(snapshot.user(), snapshot.candidates()),
              Deadline.in(Duration.ofMinutes(5)));
      assertThat(ranking.items())
          .hasSameSizeAs(snapshot.candidates())
          .allMatch(entry -> entry.rankedBy() == Ranking.RankedBy.MODEL)
          .allMatch(entry -> entry.score() > 0 && entry.score() < 1);
    }
  }

  @Test
  void anInterruptedRunGoesOnWhereItStopped() throws Exception {
    OutputStream cut =
        new OutputStream() {
          private final StringBuilder line = new StringBuilder();

          @Override
          public void write(int b) {
            line.append((char) b);
            if (line.indexOf("step 3") >= 0) {
              throw new IllegalStateException("interrupted");
            }
          }
        };
    assertThatThrownBy(() ->
            TrainingRun.run(
                options("tiny", 6, false), PhiRanker::open, new PrintStream(cut, true, UTF_8)))
        .hasMessage("interrupted");
    assertThat(folder.resolve("tiny")).doesNotExist();
    assertThat(run(options("tiny", 6, true))).contains("resuming at step 2");
    run(options("whole", 6, false));
    assertThat(lastRows(folder.resolve("tiny"))).isEqualTo(lastRows(folder.resolve("whole")));
  }

  @Test
  @Tag("full")
  void stopsWhenValidationsBringNothing() throws Exception {
    String said = run(options("lazy", 80, 1e-12, false));
    assertThat(said).contains("step 40: ", "stopped early").doesNotContain("step 50: ");
    assertThat(Files.readString(folder.resolve("lazy/CARD.md")))
        .contains("The weights of step 10 were kept.");
  }

  @Test
  @Tag("full")
  void theBlendOfAnArchiveIsFittedAnewWithoutTraining() throws Exception {
    run(options("tiny", 6, false));
    Path archive = folder.resolve("tiny");
    String card = Files.readString(archive.resolve("CARD.md"));
    String model = Sha256.hex(PhiArchive.moduleFile(archive));
    Files.delete(archive.resolve("CARD.md"));
    TrainingRun.blend(
        options("tiny", 6, false), PhiRanker::open, new PrintStream(log, true, UTF_8));
    assertThat(Files.readString(archive.resolve("CARD.md"))).isEqualTo(card);
    assertThat(Sha256.hex(PhiArchive.moduleFile(archive))).isEqualTo(model);
  }

  /** The measured figures, which depend on every weight. */
  private static List<String> lastRows(Path archive) throws Exception {
    return Files.readAllLines(archive.resolve("CARD.md")).stream()
        .filter(line -> line.startsWith("| model alone") || line.startsWith("| full"))
        .toList();
  }

  @Test
  @Tag("full")
  void learns() throws Exception {
    List<Double> losses =
        run(options("tiny", 240, false))
            .lines()
            .filter(line -> line.startsWith("step "))
            .map(line -> Double.parseDouble(line.replaceFirst(".*loss ([0-9.]+),.*", "$1")))
            .toList();
    assertThat(losses).hasSizeGreaterThanOrEqualTo(4);
    int last = losses.size();
    // the loss of a single batch is noisy
    assertThat(mean(losses.subList(last - 2, last))).isLessThan(mean(losses.subList(0, 2)));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  @Tag("full")
  void equalSeedsGiveEqualModels() throws Exception {
    run(options("one", 8, false));
    run(options("two", 8, false));
    assertThat(Files.readString(folder.resolve("one/CARD.md")).replace("card: one", "card"))
        .isEqualTo(Files.readString(folder.resolve("two/CARD.md")).replace("card: two", "card"));
  }

  @Test
  void checksItsTargetBeforeTheWork() throws Exception {
    Files.createDirectory(folder.resolve("notes"));
    Files.writeString(folder.resolve("notes/diary.txt"), "mine");
    assertThatThrownBy(() -> run(options("notes", 8, false)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("notes exists and is no model archive; it stays unchanged");
    assertThatThrownBy(() -> run(options("items.jsonl/model", 8, false)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("items.jsonl is no directory that you may write to");
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  @Test
  void saysWhenThereIsNothingToLearn() throws Exception {
    Files.writeString(folder.resolve("events.jsonl"), "");
    assertThatThrownBy(() -> run(options("tiny", 8, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is nothing to learn");
    assertThat(folder.resolve("tiny")).doesNotExist();
  }
}
