/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.ranker.EvaluatedRanker;
import dev.edgewise.lab.evaluate.ranker.FirstStageRanking;
import dev.edgewise.lab.evaluate.ranker.FixedOrder;
import dev.edgewise.lab.evaluate.ranker.FullRanking;
import dev.edgewise.lab.evaluate.ranker.RandomOrder;
import dev.edgewise.lab.evaluate.ranker.SourceRanker;
import dev.edgewise.lab.evaluate.ranker.TraitOverlap;
import dev.edgewise.lab.evaluate.split.SplitPlan;
import dev.edgewise.lab.evaluate.split.TrainedState;
import dev.edgewise.rank.Ranker;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rankers that can be measured: baselines, each source of the first stage alone, the items
 * similar to the user's latest one, the first stage, and the whole pipeline.
 */
record Rankers(Catalogue catalogue, Candidates candidates, Shortlist shortlist) {

  /** The names of all rankers, baselines first. */
  List<String> known() {
    List<String> names =
        new ArrayList<>(
            List.of(
                RandomOrder.NAME,
                FixedOrder.RECENCY,
                FixedOrder.MOST_POPULAR,
                TraitOverlap.GENRE_POPULAR,
                TraitOverlap.AFFINITY_TRENDING));
    names.addAll(candidates.sources());
    names.addAll(List.of(Candidates.SIMILAR, FirstStageRanking.NAME, FullRanking.NAME));
    return names;
  }

  /**
   * The names of the rankers to measure, in the order of {@link #known}.
   *
   * @throws BadEvaluationException when a name is unknown, or its ranker can't run
   */
  List<String> chosen(EvaluationOptions options) {
    List<String> known = known();
    for (String name : options.rankers()) {
      if (!known.contains(RankerName.of(name).base())) {
        throw new BadEvaluationException(
            "no ranker '" + name + "'; there are " + String.join(", ", known));
      }
      if (RankerName.of(name).isFull() && options.model() == null) {
        throw new BadEvaluationException(
            "the ranker full needs a model: name the directory of its archive with --model");
      }
    }
    if (options.rankers().isEmpty()) {
      return known.stream()
          .filter(name -> !RankerName.of(name).isFull() || options.model() != null)
          .toList();
    }
    return options.rankers().stream()
        .distinct()
        .sorted(Comparator.comparingInt(name -> known.indexOf(RankerName.of(name).base())))
        .toList();
  }

  /** The ranker with this name; the model is null unless {@code full} is measured. */
  EvaluatedRanker make(
      String name, TrainedState trained, SplitPlan plan, @Nullable Ranker model, long seed) {
    RankerName parsed = RankerName.of(name);
    return switch (parsed.base()) {
      case RandomOrder.NAME -> new RandomOrder(trained.items(), seed);
      case FixedOrder.RECENCY -> FixedOrder.recency(trained.items(), catalogue, plan.training());
      case FixedOrder.MOST_POPULAR -> new FixedOrder(trained.counts().mostPopular());
      case TraitOverlap.GENRE_POPULAR -> TraitOverlap.genrePopular(trained.counts(), catalogue);
      case TraitOverlap.AFFINITY_TRENDING ->
          TraitOverlap.affinityTrending(trained.counts(), catalogue);
      case FirstStageRanking.NAME -> new FirstStageRanking(candidates, parsed.personal());
      case FullRanking.NAME ->
          new FullRanking(shortlist, catalogue, Objects.requireNonNull(model), parsed.personal());
      default -> source(name);
    };
  }

  /** Each source alone. */
  List<SourceRanker> sources() {
    return candidates.sources().stream().map(this::source).toList();
  }

  private SourceRanker source(String name) {
    return new SourceRanker(name, candidates, catalogue.all().size());
  }
}
