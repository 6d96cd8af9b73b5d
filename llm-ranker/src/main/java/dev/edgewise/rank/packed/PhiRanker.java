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
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.BlendedRanker;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.DocumentScorer;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.RankerBusyException;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.order.Logits;
import dev.edgewise.rank.packed.PackedScoring.Scores;
import dev.edgewise.rank.prompt.RankingPrompt;
import dev.edgewise.rank.reason.TextModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Ranks with a Phi-3 model in this process. The model reads the user's prefix once and keeps it. It
 * reads all candidates in parallel behind the prefix, and the logits of Yes and No at a candidate's
 * end are its score. Candidates don't see each other, so neither their order nor the other
 * candidates change a score. Thread-safe; callers may be virtual threads, because the model
 * computes on its own platform threads.
 *
 * <p>Candidates run in groups, in first-stage order. A group that would overrun the deadline at the
 * measured speed isn't started. The scored candidates share the first places by score; the others
 * keep their first-stage places, marked as such.
 */
public final class PhiRanker implements BlendedRanker, TextModel {
  /** A guess, before a document is tokenized. */
  private static final int BYTES_A_TOKEN = 3;

  private final ModelInfo info;
  private final RankingPrompt prompt;
  private final PackedScoring scoring;
  private final Priority priority;
  private final AtomicReference<Blend> blend;
  private final TypicalLength prefixLength = new TypicalLength(128);
  private final TypicalLength itemLength = new TypicalLength(32);

  PhiRanker(
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

  /** Loads a model archive with standard options; see {@link #open(Path, LoadOptions)}. */
  public static PhiRanker open(Path archive) {
    return open(archive, LoadOptions.standard());
  }

  /**
   * Loads a model archive and makes a first, slow call. A model that was trained for a version of
   * the ranking prompt reads that prompt. Another trained model reads the prompt for models that
   * follow instructions.
   *
   * @param archive a directory with {@code model.json}, code, weights and tokenizer
   * @throws ModelException when the archive is broken or its model was trained for another version
   *     of the prompt; the message names the file and the expected content
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
              new ModelInfo(
                  card.name(),
                  card.trained(),
                  model.hash(),
                  prompt.form().version(),
                  model.kernel()),
              prompt,
              new PackedScoring(new PhiScorer(model), options.prefixBytes(), System::nanoTime),
              Priority.INTERACTIVE,
              new AtomicReference<>(blend(card.ranking())));
      ranker.scoring.warmUp(ranker.question(UserContext.unknown("en"), ranker.priority));
      return ranker;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Checks that an archive can be opened, by its {@code model.json} alone.
   *
   * @throws ModelException when a file is missing, or the model was trained for another version of
   *     the prompt; the message names the file and the expected content
   */
  public static void check(Path archive) {
    ModelCard card = PhiArchive.complete(archive).card();
    form(card, archive);
    blend(card.ranking());
  }

  /** Reads the weights from an archive's {@code ranking} object; ignores its other members. */
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
        String.format(
            "The model in %s was trained for version %s of the ranking prompt; this is version %s",
            archive, version, RankingPrompt.VERSION));
  }

  /**
   * Returns the same ranker for background work, which runs only while no interactive work waits.
   * Closing either ranker closes both.
   */
  public PhiRanker inBackground() {
    return new PhiRanker(info, prompt, scoring, Priority.BACKGROUND, blend);
  }

  @Override
  public ModelInfo model() {
    return info;
  }

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
    scoring.learnPriors(
        question(UserContext.unknown(language), Priority.BACKGROUND),
        new BranchSet(items.size(), i -> prompt.branch(items.get(i), language), itemLength));
  }

  private ScoringQuestion question(UserContext user, Priority urgency) {
    String language = user.language();
    int[] prefix = prompt.prefix(user);
    prefixLength.learn(prefix.length);
    return new ScoringQuestion(
        prefix, prompt.neutralPrefix(language), prompt.verbalizer(language), urgency);
  }

  @Override
  public boolean usesModel() {
    return blend.get().usesModel();
  }

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    Blend weights = blend.get();
    List<Candidate> candidates = request.candidates();
    if (!weights.usesModel()) {
      return new Ranking(withoutModel(candidates, weights), Ranking.Tokens.NONE);
    }
    String language = Language.of(request.user().language()).tag();
    Scores scores =
        score(
            request.user(),
            new BranchSet(
                candidates.size(), i -> prompt.branch(candidates.get(i), language), itemLength),
            weights.prior() != 0,
            deadline);
    return new Ranking(placed(candidates, scores, weights), scores.tokens());
  }

  private static List<Ranking.Entry> placed(
      List<Candidate> candidates, Scores scores, Blend weights) {
    double[] logits = new double[scores.reached()];
    List<Ranking.Entry> entries = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      Candidate candidate = candidates.get(i);
      Map<String, Double> parts =
          weights.contributions(candidate, scores.answer(i), scores.prior(i));
      logits[i] = logit(candidate, parts);
      double score = 1 / (1 + Math.exp(-logits[i]));
      double prior = weights.prior() == 0 ? Double.NaN : scores.prior(i);
      Ranking.Answer answer = new Ranking.Answer(scores.answer(i), prior);
      entries.add(
          new Ranking.Entry(candidate, i + 1, score, Ranking.RankedBy.MODEL, parts, answer));
    }
    // By logit, because all scores of high logits are 1. The stable sort keeps ties in order.
    entries.sort(Comparator.comparingDouble(entry -> -logits[entry.firstStageRank() - 1]));
    for (int i = logits.length; i < candidates.size(); i++) {
      entries.add(Ranking.Entry.inPlace(candidates.get(i), i + 1));
    }
    return entries;
  }

  private static List<Ranking.Entry> withoutModel(List<Candidate> candidates, Blend weights) {
    List<Ranking.Entry> entries = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Map<String, Double> parts = weights.contributions(candidate, 0, 0);
      double score = Logits.probability(logit(candidate, parts));
      entries.add(
          new Ranking.Entry(
              candidate, entries.size() + 1, score, Ranking.RankedBy.RANKER, parts, null));
    }
    entries.sort(Comparator.comparingDouble(entry -> -Logits.of(entry)));
    return entries;
  }

  private static double logit(Candidate candidate, Map<String, Double> parts) {
    double logit = 0;
    for (double part : parts.values()) {
      logit += part;
    }
    return number(logit, "item " + candidate.id());
  }

  private static double number(double answer, String subject) {
    if (Double.isNaN(answer)) {
      throw new RankerException("The model's answer for " + subject + " is NaN, not a number");
    }
    return answer;
  }

  @Override
  public DocumentScorer.Scored scoreDocuments(
      UserContext user, List<String> texts, int maxTokens, Deadline deadline) {
    String language = user.language();
    int typical = (int) texts.stream().mapToInt(String::length).average().orElse(0) / BYTES_A_TOKEN;
    Set<Integer> cut = ConcurrentHashMap.newKeySet();
    BranchSet documents =
        new BranchSet(
            texts.size(),
            i -> {
              RankingPrompt.Document document = prompt.document(texts.get(i), maxTokens, language);
              if (document.cut()) {
                cut.add(i);
              }
              return document.tokens();
            },
            new TypicalLength(Math.min(maxTokens, typical)));
    Scores scores = score(user, documents, false, deadline);
    double[] logits = new double[scores.reached()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = number(scores.answer(i), "document " + i);
    }
    boolean readsQueries = info.trained() && prompt.form() == RankingPrompt.Form.INSTRUCTED;
    return new DocumentScorer.Scored(logits, scores.tokens(), readsQueries, cut.size());
  }

  @Override
  public boolean canWrite() {
    return info.trained() && prompt.form() == RankingPrompt.Form.INSTRUCTED;
  }

  @Override
  public List<WrittenText> write(
      UserContext user, List<WritingTask> texts, TokenListener listener) {
    return compute(() -> scoring.write(question(user, priority), texts, listener));
  }

  private Scores score(
      UserContext user, BranchSet branches, boolean withPriors, Deadline deadline) {
    Supplier<ScoringQuestion> question =
        () -> question(user, priority.dueIn(deadline.remaining().toNanos()));
    return compute(() ->
        scoring.score(
            question, prefixLength.get(), branches, withPriors, priority.interactive(), deadline));
  }

  private static <T> T compute(Supplier<T> work) {
    try {
      return work.get();
    } catch (ModelBusyException e) {
      throw new RankerBusyException(String.valueOf(e.getMessage()), e);
    } catch (ModelException e) {
      throw new RankerException("The model failed: " + e.getMessage(), e);
    }
  }

  /** Waits for the running computation, then frees the model and every prefix. */
  @Override
  public void close() {
    scoring.close();
  }
}
