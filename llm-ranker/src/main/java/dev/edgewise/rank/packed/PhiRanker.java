/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.edgewise.phi.LoadOptions;
import dev.edgewise.phi.ModelBusyException;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Priority;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.BlendedRanker;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.DocumentScorer;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.FirstStageRanker;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.RankerBusyException;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.packed.PackedScoring.Scores;
import dev.edgewise.rank.prompt.RankingPrompt;
import dev.edgewise.rank.reason.TextModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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
public final class PhiRanker implements BlendedRanker, Evidence, TextModel {
  /** Bytes of keys and values to keep: some thousands of users of a small model. */
  private static final long PREFIX_BYTES = 256L << 20;

  private final ModelInfo info;
  private final RankingPrompt prompt;
  private final PackedScoring scoring;
  private final Priority priority;
  private final AtomicReference<Blend> blend;

  PhiRanker(
      ModelInfo info,
      RankingPrompt prompt,
      Blend blend,
      BranchScorer model,
      LongSupplier nanoClock) {
    this(
        info,
        prompt,
        new PackedScoring(model, PREFIX_BYTES, nanoClock),
        Priority.INTERACTIVE,
        new AtomicReference<>(blend));
  }

  private PhiRanker(
      ModelInfo info,
      RankingPrompt prompt,
      PackedScoring scoring,
      Priority priority,
      AtomicReference<Blend> blend) {
    this.info = info;
    this.prompt = prompt;
    this.scoring = scoring;
    this.priority = priority;
    this.blend = blend;
  }

  /** Loads a model archive for ranking; see {@link #open(Path, LoadOptions)}. */
  public static PhiRanker open(Path archive) {
    return open(archive, LoadOptions.standard());
  }

  /**
   * Loads a model archive and makes a first, slow call of it. A model that was trained here reads
   * the prompt of its training; any other one that for models that follow instructions.
   *
   * @param archive a directory with {@code model.json}, code, weights and tokenizer
   * @throws ModelException naming the file and what it should be, when the archive is broken or was
   *     trained for another version of the prompt
   */
  public static PhiRanker open(Path archive, LoadOptions options) {
    PhiModel model = PhiModel.load(archive, options);
    try {
      ModelCard card = model.card();
      ModelCard.Limits limits = card.limits();
      RankingPrompt prompt =
          new RankingPrompt(
              model.tokenizer(), limits.prefix(), limits.branch(), form(card, archive));
      PhiRanker ranker =
          new PhiRanker(
              new ModelInfo(card.name(), card.trained(), model.hash(), prompt.form().version()),
              prompt,
              blend(card.ranking()),
              new PhiScorer(model),
              System::nanoTime);
      ranker.scoring.warmUp(ranker.question(UserContext.unknown("en")));
      return ranker;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** What an archive's {@code ranking} object says, of which other members are for others. */
  static Blend blend(JsonObject ranking) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String name : Blend.NAMES) {
      JsonElement value = ranking.get(name);
      if (value instanceof JsonPrimitive number && number.isNumber()) {
        weights.put(name, number.getAsDouble());
      } else if (value != null) {
        throw new ModelException(
            "ranking." + name + " in model.json should be a number, not " + value);
      }
    }
    try {
      return Blend.of(weights);
    } catch (IllegalArgumentException e) {
      throw new ModelException("ranking in model.json: " + e.getMessage(), e);
    }
  }

  private static RankingPrompt.Form form(ModelCard card, Path archive) {
    String version = card.promptVersion();
    if (version.isEmpty() && card.trained()) {
      return RankingPrompt.Form.INSTRUCTED;
    }
    for (RankingPrompt.Form form : RankingPrompt.Form.values()) {
      if (version.isEmpty() || version.equals(form.version())) {
        return form;
      }
    }
    throw new ModelException(
        "The model in "
            + archive
            + " was trained for version "
            + version
            + " of the ranking prompt; this is version "
            + RankingPrompt.VERSION);
  }

  /**
   * The same ranker, its work done only when nothing interactive waits. Closing either closes both.
   */
  public PhiRanker inBackground() {
    return new PhiRanker(info, prompt, scoring, Priority.BACKGROUND, blend);
  }

  @Override
  public ModelInfo model() {
    return info;
  }

  /** The prompt that it reads. */
  @Override
  public RankingPrompt prompt() {
    return prompt;
  }

  @Override
  public Blend blend() {
    return blend.get();
  }

  @Override
  public void use(Blend other) {
    blend.set(other);
  }

  @Override
  public long suspectItems() {
    return scoring.outliers();
  }

  @Override
  public void learnPriors(List<Candidate> items, String language) {
    List<int[]> branches = new ArrayList<>();
    items.forEach(item -> branches.add(prompt.branch(item, language)));
    scoring.learnPriors(question(UserContext.unknown(language), Priority.BACKGROUND), branches);
  }

  private ScoringQuestion question(UserContext user) {
    return question(user, priority);
  }

  private ScoringQuestion question(UserContext user, Priority urgency) {
    String language = user.language();
    return new ScoringQuestion(
        prompt.prefix(user), prompt.neutralPrefix(language), prompt.verbalizer(language), urgency);
  }

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    Blend weights = blend.get();
    List<Candidate> candidates = request.candidates();
    String language = Language.of(request.user().language()).tag();
    Scores scores =
        score(
            request.user(),
            candidates,
            candidate -> prompt.branch(candidate, language),
            weights.prior() != 0,
            deadline);
    return new Ranking(placed(candidates, scores, weights), scores.tokens());
  }

  private static List<Ranking.Entry> placed(
      List<Candidate> candidates, Scores scores, Blend weights) {
    double[] logits = new double[scores.reached()];
    List<Ranking.Entry> reached = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      Candidate candidate = candidates.get(i);
      Map<String, Double> parts =
          weights.contributions(candidate, scores.answer(i), scores.prior(i));
      logits[i] = logit(candidate, parts);
      double score = 1 / (1 + Math.exp(-logits[i]));
      double b = weights.prior() == 0 ? Double.NaN : scores.prior(i);
      Ranking.Answer answer = new Ranking.Answer(scores.answer(i), b);
      reached.add(
          new Ranking.Entry(candidate, i + 1, score, Ranking.RankedBy.MODEL, parts, answer));
      order.add(i);
    }
    // By logit, since far out all scores are 1; a stable sort leaves ties in first-stage order.
    order.sort(Comparator.comparingDouble(i -> -logits[i]));
    List<Ranking.Entry> entries = new ArrayList<>();
    order.forEach(i -> entries.add(reached.get(i)));
    for (int i = logits.length; i < candidates.size(); i++) {
      entries.add(FirstStageRanker.entry(candidates.get(i), i + 1));
    }
    return entries;
  }

  private static double logit(Candidate candidate, Map<String, Double> parts) {
    double logit = 0;
    for (double part : parts.values()) {
      logit += part;
    }
    if (Double.isNaN(logit)) {
      throw new RankerException("The model's answer for item " + candidate.id() + " is no number");
    }
    return logit;
  }

  @Override
  public DocumentScorer.Scored scoreDocuments(
      UserContext user, List<String> texts, int most, Deadline deadline) {
    Scores scores =
        score(user, texts, text -> prompt.document(text, most, user.language()), false, deadline);
    double[] logits = new double[scores.reached()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = scores.answer(i);
      if (Double.isNaN(logits[i])) {
        throw new RankerException("The model's answer for document " + i + " is no number");
      }
    }
    return new DocumentScorer.Scored(logits, scores.tokens());
  }

  @Override
  public List<double[]> weigh(UserContext user, List<Candidate> shown, Deadline deadline) {
    String language = Language.of(user.language()).tag();
    List<int[]> branches = new ArrayList<>();
    for (Candidate candidate : shown) {
      branches.add(prompt.titleBranch(candidate, language));
      candidate.facts().forEach(fact -> branches.add(prompt.branch(candidate, fact, language)));
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

  @Override
  public boolean canWrite() {
    return info.trained() && prompt.form() == RankingPrompt.Form.INSTRUCTED;
  }

  @Override
  public List<WrittenText> write(
      UserContext user, List<WritingTask> texts, TokenListener listener) {
    try {
      return scoring.write(question(user), texts, listener);
    } catch (ModelBusyException e) {
      throw new RankerBusyException(String.valueOf(e.getMessage()), e);
    } catch (ModelException e) {
      throw new RankerException("The model failed: " + e.getMessage(), e);
    }
  }

  private <T> Scores score(
      UserContext user,
      List<T> items,
      Function<T, int[]> branch,
      boolean withPriors,
      Deadline deadline) {
    try {
      return scoring.score(
          question(user), items.size(), i -> branch.apply(items.get(i)), withPriors, deadline);
    } catch (ModelBusyException e) {
      throw new RankerBusyException(String.valueOf(e.getMessage()), e);
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
