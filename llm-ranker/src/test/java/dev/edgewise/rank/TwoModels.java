/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import com.google.gson.JsonObject;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.Weights;
import dev.edgewise.rank.packed.PhiRanker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The models for tests of ranking properties: the trained model of this repository, and a random
 * model that reads the prompt for models that follow instructions. Their blend contains only the
 * model's answer and the answer for an unknown user.
 */
public final class TwoModels implements AutoCloseable {
  private final Map<String, PhiRanker> rankers = new LinkedHashMap<>();

  /** Loads both models. */
  public TwoModels(Path folder) {
    Path archive = instructed(folder.resolve("random"), Precision.F32);
    rankers.put("bundled", PhiRanker.open(Path.of("models", "films-small")));
    rankers.put("instructed", PhiRanker.open(archive));
    rankers.values().forEach(ranker -> ranker.use(new Blend(0, 1, 1, 0)));
  }

  /** Returns a ranker by its name: bundled or instructed. */
  public PhiRanker ranker(String name) {
    return rankers.get(name);
  }

  /** Writes an archive of random weights that reads the prompt for instructions, and may write. */
  public static Path instructed(Path archive, Precision precision) {
    PhiShape shape = PhiShape.small(64, 2, 4, 160, 1024);
    ModelCard card =
        new ModelCard(
            "random",
            shape,
            true,
            "Apache-2.0",
            "",
            ModelCard.Limits.within(512),
            new JsonObject(),
            new JsonObject());
    PhiArchive.write(archive, card, precision, Weights.random(shape, 1));
    return archive;
  }

  /** Returns the entries of a complete ranking by their items' ids. */
  public static Map<String, Ranking.Entry> rank(
      Ranker ranker, UserContext user, List<Candidate> candidates) {
    Map<String, Ranking.Entry> entries = new LinkedHashMap<>();
    RankingRequest request = new RankingRequest(user, candidates);
    for (Ranking.Entry entry : ranker.rank(request, Deadline.in(Duration.ofHours(1))).items()) {
      entries.put(entry.candidate().id(), entry);
    }
    return entries;
  }

  /** Returns how much higher the answer is for this user than for an unknown user, in logits. */
  public static double rise(Ranking.Entry entry) {
    return entry.contributions().get("model") + entry.contributions().get("prior");
  }

  @Override
  public void close() {
    rankers.values().forEach(PhiRanker::close);
  }
}
