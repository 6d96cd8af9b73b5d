/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.feature.CandidatePool;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.Features;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.ItemRanker;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.NetworkMean;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.rank.feature.SimilarityWeights;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.rank.feature.UserScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fits the ranker to what users chose next in the last weeks. Some of the users are held out. On
 * these the fit chooses how much of a history is recent, the weights of the sources, and how
 * personal the default is; and a learned ranker is used only if it does better there than the
 * sources. Takes about a minute of one core for a hundred thousand events; stops with a {@link
 * WorkCancelledException} when the thread is interrupted.
 */
public final class RankerFit {
  /** The figure of a fit that tried the sequential model. */
  static final String WITH_SEQUENCE = "with the sequential model";

  private static final double HELD_OUT = 0.15;

  /** The number of users to learn from below which no networks are trained. */
  private static final int FEWEST_USERS = 100;

  /** The number of users to measure on below which nothing is fitted. */
  private static final int FEWEST_HELD_OUT = 40;

  /** Choices are weighted by popularity to the power of minus this, for the personal networks. */
  private static final double BETA = 0.2;

  /** A source's weight is its share of the best source's NDCG to one of these powers. */
  private static final int[] SHARPNESS = {2, 4, 8, 32};

  private static final double MOST_SHARED = 3;

  /** One item may be in this share of the users' lists. */
  private static final double MOST_EVERYWHERE = 0.2;

  /** For fewer lists with the same item the default keeps at least this share of the NDCG. */
  private static final double KEPT_FOR_SPREAD = 0.9;

  private static final double PERSONAS = 0.8;

  /** The default is made no more personal once it has less than this share of the NDCG. */
  private static final double KEPT_NDCG = 0.8;

  /** Places are multiples of this. */
  private static final double STEP = 1 / 16.0;

  private static final double FURTHEST = 1.25;

  private static final List<Recency> RECENCIES =
      List.of(
          new Recency(5, 0.7),
          Recency.STANDARD,
          new Recency(20, 0.9),
          new Recency(50, 0.95),
          new Recency(1000, 1));

  private static final List<Source> BY_RECENCY =
      List.of(Source.COSINE_RECENT, Source.EASE_RECENT, Source.NEXT_RECENT);

  private final FitEffort effort;
  private final IntPredicate allowed;
  private final Consumer<String> progress;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  private RankerFit(FitEffort effort, IntPredicate allowed, Consumer<String> progress) {
    this.effort = effort;
    this.allowed = allowed;
    this.progress = progress;
  }

  /**
   * Fits a ranker to the latest choices.
   *
   * @param allowed which items may be listed at all
   * @param without parts of the first stage that are left out
   * @param sequences learns the sequential model, which is kept where it makes the ranker better;
   *     null for a ranker without one
   * @param progress receives what is being done, in a few words
   * @return empty if there are too few users to fit to
   */
  public static Optional<FittedRanker> fit(
      Interactions all,
      ItemContent content,
      IntPredicate allowed,
      Set<Part> without,
      @Nullable SequenceLearning sequences,
      Consumer<String> progress) {
    Optional<FittedRanker> fitted =
        fit(
            LabelWindows.of(all, content, without, sequences, progress),
            FitEffort.FULL,
            allowed,
            sequences,
            progress);
    if (sequences == null || fitted.map(FittedRanker::sequence).isEmpty()) {
      return fitted;
    }
    sequences.after(all);
    return fitted.map(ranker -> ranker.with(sequences.named()));
  }

  /** Fits a ranker to each user's last choice, whenever that was, from the events before it. */
  public static Optional<FittedRanker> fitToLastChoices(
      Interactions all,
      ItemContent content,
      IntPredicate allowed,
      Set<Part> without,
      @Nullable SequenceLearning sequences,
      Consumer<String> progress) {
    return fit(
        LabelWindows.lastChoices(all, content, without, sequences, progress),
        FitEffort.FULL,
        allowed,
        sequences,
        progress);
  }

  /**
   * Fits a ranker to the latest choices with less work: fewer users, one network of each end and
   * fewer steps. Beside the learning of the windows it takes a few seconds of one core.
   */
  public static Optional<FittedRanker> preview(
      Interactions all, ItemContent content, IntPredicate allowed, Consumer<String> progress) {
    List<Labelled> labelled = LabelWindows.of(all, content, Set.of(), null, progress);
    return fit(labelled, FitEffort.PREVIEW, allowed, null, progress);
  }

  private static Optional<FittedRanker> fit(
      List<Labelled> labelled,
      FitEffort effort,
      IntPredicate allowed,
      @Nullable SequenceLearning sequences,
      Consumer<String> progress) {
    List<Labelled> users = new ArrayList<>(labelled);
    Collections.shuffle(users, new Random(11));
    int heldOut = (int) (HELD_OUT * users.size());
    if (users.size() < FEWEST_HELD_OUT) {
      return Optional.empty();
    }
    RankerFit fit = new RankerFit(effort, allowed, progress);
    SimilarityWeights similarity = fit.similarity(users);
    if (heldOut < FEWEST_HELD_OUT || users.size() - heldOut < FEWEST_USERS) {
      // enough to weight the sources
      return Optional.of(fit.run(users, List.of(), similarity, sequences));
    }
    return Optional.of(
        fit.run(
            effort.heldOut(users.subList(0, heldOut)),
            effort.users(users.subList(heldOut, users.size())),
            similarity,
            sequences));
  }

  /** The weights of the similarity; these few don't need users of their own to be measured on. */
  private SimilarityWeights similarity(List<Labelled> users) {
    progress.accept("weighting the similarity of items");
    Optional<SimilarityFit> fit = SimilarityFit.of(users, allowed);
    SimilarityWeights best = fit.map(SimilarityFit::best).orElse(SimilarityWeights.STANDARD);
    fit.map(found -> found.figures(best))
        .ifPresent(reached -> {
          figures.put("similar, stratified", reached.ndcg());
          figures.put("similar, kind", reached.kind());
        });
    return best;
  }

  private FittedRanker run(
      List<Labelled> heldOut,
      List<Labelled> training,
      SimilarityWeights similarity,
      @Nullable SequenceLearning sequences) {
    progress.accept("choosing how much of a history is recent");
    Recency recency = recency(new Validation(heldOut, allowed));
    List<Labelled> measured = heldOut.stream().map(user -> user.with(recency)).toList();
    List<Labelled> learnt = training.stream().map(user -> user.with(recency)).toList();
    NamedSequenceModel sequence =
        sequences != null && pays(Stream.of(measured, learnt).flatMap(List::stream).toList())
            ? sequences.named()
            : null;
    Beginning chosen =
        sequence == null ? begin(plain(measured), plain(learnt)) : begin(measured, learnt);
    figures.putAll(chosen.figures);
    ItemRanker learned = learned(chosen);
    return new FittedRanker(
        learned == null ? chosen.evidence.ranker : learned, recency, similarity, figures, sequence);
  }

  /**
   * Whether the sequential model makes the ranker better. The users held out from a fit are too few
   * to tell, so each half of all users measures what the other half trains.
   */
  private boolean pays(List<Labelled> users) {
    List<Labelled> one = users.subList(0, users.size() / 2);
    List<Labelled> other = users.subList(users.size() / 2, users.size());
    double[] without = crossed(plain(one), plain(other));
    double[] with = crossed(one, other);
    figures.put("without the sequential model", DoubleStream.of(without).average().orElse(0));
    figures.put(WITH_SEQUENCE, DoubleStream.of(with).average().orElse(0));
    return isBetter(with, without);
  }

  private double[] crossed(List<Labelled> one, List<Labelled> other) {
    return DoubleStream.concat(
            DoubleStream.of(begin(one, other).byUser), DoubleStream.of(begin(other, one).byUser))
        .toArray();
  }

  private static List<Labelled> plain(List<Labelled> users) {
    return users.stream().map(Labelled::withoutSequence).toList();
  }

  /**
   * The first part of a fit.
   *
   * @param rows null if there are too few users to train on
   * @param plain the networks of the popular end; null without rows
   * @param ndcg of these networks, or of the sources if that is better
   * @param byUser the users' own
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Beginning(
      Validation validation,
      Evidence evidence,
      @Nullable TrainingRows rows,
      @Nullable NetworkMean plain,
      double ndcg,
      double[] byUser,
      Map<String, Double> figures) {}

  private Beginning begin(List<Labelled> heldOut, List<Labelled> training) {
    Validation validation = new Validation(heldOut, allowed);
    Map<String, Double> own = new LinkedHashMap<>();
    progress.accept("weighting the sources");
    Evidence evidence = evidence(validation, own);
    double[] byUser = validation.ndcgByUser(validation.lists(evidence.ranker, 0));
    TrainingRows rows = rows(training, validation);
    if (rows == null) {
      return new Beginning(validation, evidence, null, null, evidence.ndcg, byUser, own);
    }
    progress.accept("training the networks of the popular end");
    NetworkMean plain = NetworkTraining.train(rows, 0, effort);
    double[] learned =
        validation.ndcgByUser(validation.lists(new LearnedRanker(plain, plain, 0), 0));
    double ndcg = DoubleStream.of(learned).average().orElse(0);
    own.put("learned, popular end", ndcg);
    return ndcg > evidence.ndcg
        ? new Beginning(validation, evidence, rows, plain, ndcg, learned, own)
        : new Beginning(validation, evidence, rows, plain, evidence.ndcg, byUser, own);
  }

  /** Whether users' figures are better in the mean, by more than two standard errors. */
  static boolean isBetter(double[] these, double[] those) {
    double[] differences = new double[these.length];
    Arrays.setAll(differences, i -> these[i] - those[i]);
    double mean = DoubleStream.of(differences).average().orElse(0);
    double squares = DoubleStream.of(differences).map(d -> (d - mean) * (d - mean)).sum();
    return mean > 2 * Math.sqrt(squares / these.length / Math.max(1, these.length - 1));
  }

  /** The sources' own ranker, and the NDCG of the better of it and the best single source. */
  private record Evidence(EvidenceRanker ranker, double ndcg) {}

  private Recency recency(Validation validation) {
    Recency best = Recency.STANDARD;
    double most = 0;
    for (Recency recency : RECENCIES) {
      Validation with =
          new Validation(
              validation.users().stream().map(user -> user.with(recency)).toList(), allowed);
      double sum =
          with.ndcgBySource(BY_RECENCY).values().stream().mapToDouble(Double::doubleValue).sum();
      WorkCancelledException.check();
      if (sum > most) {
        most = sum;
        best = recency;
      }
    }
    figures.put("recent items", (double) best.length());
    figures.put("recency decay", best.decay());
    return best;
  }

  private Evidence evidence(Validation validation, Map<String, Double> figures) {
    Map<Source, Double> ndcg = validation.ndcgBySource(List.of(Source.values()));
    if (validation.users().stream().allMatch(user -> user.context().sequence() == null)) {
      ndcg.remove(Source.SEQUENCE);
    }
    ndcg.forEach((source, own) -> figures.put(source.label(), own));
    WorkCancelledException.check();
    double best = Collections.max(ndcg.values());
    figures.put("best source", best);
    EvidenceRanker chosen = EvidenceRanker.STANDARD;
    double most = -1;
    for (int sharpness : SHARPNESS) {
      EvidenceRanker ranker = weighted(ndcg, best, sharpness);
      double own = validation.ndcg(ranker, 0);
      if (own > most) {
        most = own;
        chosen = ranker;
      }
    }
    figures.put("evidence", most);
    return new Evidence(chosen, Math.max(best, most));
  }

  private static EvidenceRanker weighted(Map<Source, Double> ndcg, double best, int sharpness) {
    Map<Source, Double> weights = new EnumMap<>(Source.class);
    ndcg.forEach((source, own) -> {
      if (source != Source.CATEGORY && best > 0) {
        weights.put(source, Math.pow(own / best, sharpness));
      }
    });
    return new EvidenceRanker(weights);
  }

  /** The candidates of the users to train on; null if they are too few. */
  private @Nullable TrainingRows rows(List<Labelled> training, Validation validation) {
    if (training.isEmpty()) {
      return null;
    }
    progress.accept("computing the features of " + training.size() + " users");
    List<TrainingRows.Group> groups =
        training.parallelStream()
            .map(user -> group(user, validation))
            .filter(Objects::nonNull)
            .toList();
    return groups.size() < FEWEST_USERS / 2 ? null : TrainingRows.of(groups);
  }

  /** The learned ranker; null if it isn't better than the sources. */
  private @Nullable ItemRanker learned(Beginning begun) {
    double best = begun.evidence.ndcg;
    if (begun.rows == null || begun.plain == null || begun.ndcg <= best) {
      return null;
    }
    progress.accept("training the networks of the personal end");
    NetworkMean personal = NetworkTraining.train(begun.rows, BETA, effort);
    progress.accept("choosing how personal the default is");
    return placed(begun.plain, personal, begun.validation, best, begun.ndcg);
  }

  /** The candidates of a user; null if the user chose none of them. */
  private TrainingRows.@Nullable Group group(Labelled user, Validation validation) {
    UserScores scores = UserScores.of(user.context(), user.history());
    int[] pool = CandidatePool.of(scores, validation.open(user.history()), CandidatePool.EACH);
    Features features = new Features(scores, pool);
    List<Integer> chosen = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int item : pool) {
      (user.targets().contains(item) ? chosen : others).add(item);
    }
    if (chosen.isEmpty()) {
      return null;
    }
    Collections.shuffle(others, new Random(user.targets().hashCode()));
    List<Integer> all = new ArrayList<>(chosen);
    all.addAll(others.subList(0, Math.min(effort.negatives(), others.size())));
    return new TrainingRows.Group(
        all.stream().map(features::of).toArray(float[][]::new),
        chosen.size(),
        chosen.stream().mapToDouble(item -> popularity(scores, item)).toArray());
  }

  private static double popularity(UserScores scores, int item) {
    return scores.of(Source.POPULARITY, item) + 3 * scores.of(Source.TRENDING, item) + 5;
  }

  /**
   * The least personal default at which made-up users get lists of their taste and users' lists
   * differ: two of them in the mean, and all of them in their most frequent item. The first is not
   * worth more than the lead over the sources. All grow along the line, so the place is found by
   * bisection.
   *
   * @param best the NDCG of the sources
   * @param most the NDCG at 0
   */
  private LearnedRanker placed(
      NetworkMean plain, NetworkMean personal, Validation validation, double best, double most) {
    IntFunction<Place> places =
        step -> place(new LearnedRanker(plain, personal, step * STEP), validation);
    int low = 0;
    int high = (int) (FURTHEST / STEP);
    while (low < high) {
      int middle = (low + high) / 2;
      if (places.apply(middle).isEnough(best, most)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    Place chosen = places.apply(low);
    if (chosen.ndcg < best && low > 0) {
      Place before = places.apply(low - 1);
      chosen = before.personas >= PERSONAS ? before : chosen;
    }
    figures.put("learned, default", chosen.ndcg);
    figures.put("shared by two users", chosen.shared);
    figures.put("lists with one item", chosen.everywhere);
    figures.put("personas met", chosen.personas);
    figures.put("place of the default", chosen.ranker.place());
    return chosen.ranker;
  }

  /** What lists are like with a place of the default. */
  private record Place(
      LearnedRanker ranker, double ndcg, double shared, double everywhere, double personas) {
    /** Whether a more personal default isn't wanted. */
    boolean isEnough(double best, double most) {
      boolean differ = shared <= MOST_SHARED || ndcg < best;
      boolean spread =
          everywhere <= MOST_EVERYWHERE || ndcg < Math.max(best, KEPT_FOR_SPREAD * most);
      return (personas >= PERSONAS && differ && spread) || ndcg < KEPT_NDCG * most;
    }
  }

  private static Place place(LearnedRanker ranker, Validation validation) {
    WorkCancelledException.check();
    List<List<Integer>> lists = validation.lists(ranker, LearnedRanker.DEFAULT);
    return new Place(
        ranker,
        validation.ndcg(lists),
        validation.shared(lists),
        validation.everywhere(lists),
        validation.personas(ranker));
  }
}
