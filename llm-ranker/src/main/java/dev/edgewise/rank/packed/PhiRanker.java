/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.ModelCard;
import dev.edgewise.phi.ModelException;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.FirstStageRanker;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.packed.PackedScoring.Scores;
import dev.edgewise.rank.prompt.RankingPrompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Ranks by a Phi-3 model in this process: the user's prefix is read once and kept, all candidates
 * stand behind it side by side, and the logits of Yes and No at the end of each are its score. No
 * candidate sees another, so neither order nor company changes a score. Thread-safe; callers may be
 * virtual threads, the model computes on platform threads of its own.
 *
 * <p>Candidates go in groups in first-stage order; a group that would overrun the deadline, by the
 * speed measured so far, isn't started. Those reached share the first places by their scores; the
 * others keep their first-stage places, marked as such.
 */
public final class PhiRanker implements Ranker, Evidence {
  /** Bytes of keys and values to keep: some thousands of users of a small model. */
  private static final long PREFIX_BYTES = 256L << 20;

  private final ModelInfo info;
  private final RankingPrompt prompt;
  private final Blend blend;
  private final PackedScoring scoring;

  PhiRanker(
      ModelInfo info,
      RankingPrompt prompt,
      Blend blend,
      BranchScorer model,
      LongSupplier nanoClock) {
    this.info = info;
    this.prompt = prompt;
    this.blend = blend;
    this.scoring =
        new PackedScoring(model, prompt.prefix(UserContext.unknown("en")), PREFIX_BYTES, nanoClock);
  }

  /**
   * Loads a model archive and makes a first, slow call of it.
   *
   * @param archive a directory with {@code model.json}, code, weights and tokenizer
   * @throws ModelException naming the file and what it should be, when the archive is broken or was
   *     trained for another version of the prompt
   */
  public static PhiRanker open(Path archive) {
    PhiModel model = PhiModel.load(archive);
    try {
      ModelCard card = model.card();
      checkPrompt(card, archive);
      ModelCard.Limits limits = card.limits();
      RankingPrompt prompt = new RankingPrompt(model.tokenizer(), limits.prefix(), limits.branch());
      PhiRanker ranker =
          new PhiRanker(
              new ModelInfo(card.name(), card.trained()),
              prompt,
              Blend.of(card.ranking()),
              new PhiScorer(model, prompt.yes(), prompt.no()),
              System::nanoTime);
      ranker.scoring.warmUp();
      return ranker;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static void checkPrompt(ModelCard card, Path archive) {
    // an imported model was trained for no ranking prompt, so it reads any
    boolean own = card.trained() && !card.promptVersion().isEmpty();
    if (own && !card.promptVersion().equals(RankingPrompt.VERSION)) {
      throw new ModelException(
          "The model in "
              + archive
              + " was trained for version "
              + card.promptVersion()
              + " of the ranking prompt; this is version "
              + RankingPrompt.VERSION);
    }
  }

  @Override
  public ModelInfo model() {
    return info;
  }

  /** The prompt that it reads. */
  public RankingPrompt prompt() {
    return prompt;
  }

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    List<Candidate> candidates = request.candidates();
    Scores scores = score(request.user(), candidates, prompt::branch, blend.prior() != 0, deadline);
    return new Ranking(placed(candidates, scores), scores.tokens());
  }

  private List<Ranking.Entry> placed(List<Candidate> candidates, Scores scores) {
    double[] logits = new double[scores.reached()];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      logits[i] = logit(candidates.get(i), scores.answer(i), scores.prior(i));
      order.add(i);
    }
    // By logit, since far out all scores are 1; a stable sort leaves ties in first-stage order.
    order.sort(Comparator.comparingDouble(i -> -logits[i]));
    List<Ranking.Entry> entries = new ArrayList<>();
    for (int i : order) {
      double score = 1 / (1 + Math.exp(-logits[i]));
      entries.add(new Ranking.Entry(candidates.get(i), i + 1, score, Ranking.RankedBy.MODEL));
    }
    for (int i = logits.length; i < candidates.size(); i++) {
      entries.add(FirstStageRanker.entry(candidates.get(i), i + 1));
    }
    return entries;
  }

  private double logit(Candidate candidate, double answer, double prior) {
    double logit = blend.logit(candidate.firstStageScore(), answer, prior);
    if (Double.isNaN(logit)) {
      throw new RankerException("The model's answer for item " + candidate.id() + " is no number");
    }
    return logit;
  }

  @Override
  public List<double[]> weigh(UserContext user, List<Candidate> shown, Deadline deadline) {
    List<int[]> branches = new ArrayList<>();
    for (Candidate candidate : shown) {
      branches.add(prompt.titleBranch(candidate));
      candidate.facts().forEach(fact -> branches.add(prompt.branch(candidate, fact)));
    }
    Scores scores = score(user, branches, Function.identity(), false, deadline);
    List<double[]> evidence = new ArrayList<>();
    int title = 0;
    for (Candidate candidate : shown) {
      int facts = candidate.facts().size();
      if (title + facts >= scores.reached()) {
        break;
      }
      double[] rises = new double[facts];
      for (int i = 0; i < facts; i++) {
        rises[i] = scores.answer(title + 1 + i) - scores.answer(title);
      }
      evidence.add(rises);
      title += 1 + facts;
    }
    return evidence;
  }

  private <T> Scores score(
      UserContext user,
      List<T> items,
      Function<T, int[]> branch,
      boolean withPriors,
      Deadline deadline) {
    try {
      return scoring.score(
          prompt.prefix(user), items.size(), i -> branch.apply(items.get(i)), withPriors, deadline);
    } catch (ModelException e) {
      throw new RankerException("The model failed: " + e.getMessage(), e);
    }
  }

  /** Frees the model and every prefix; what is being computed ends first. */
  @Override
  public void close() {
    scoring.close();
  }
}
