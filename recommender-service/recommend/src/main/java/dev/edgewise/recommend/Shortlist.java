/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.order.Arrangement;
import dev.edgewise.rank.order.Diversity;
import dev.edgewise.rank.order.Fatigue;
import dev.edgewise.rank.order.NewItems;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.ListContext;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.processor.Processor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline from a profile to a list: gathers candidates, has them ranked, and arranges the
 * ranking. Requests, precomputed lists and evaluation all use it, so that evaluation measures the
 * lists that are served. Thread-safe.
 */
public final class Shortlist {
  private final Candidates candidates;
  private final Arrangement arrangement;
  private final int considered;

  private Shortlist(Candidates candidates, Arrangement arrangement, int considered) {
    this.candidates = candidates;
    this.arrangement = arrangement;
    this.considered = considered;
  }

  /**
   * The settings of the pipeline.
   *
   * @param candidates how many candidates the model receives, from 1
   * @param fatigue logits that each recent impression subtracts from an item's score, from 0
   * @param diversity how much similar items are spread out, from 0 to 1, unless a request sets it
   * @param newItems the share of positions that new items are guaranteed, from 0 to 0.5
   */
  public record Options(int candidates, double fatigue, double diversity, double newItems) {
    /** The defaults of the service. */
    public static final Options STANDARD = new Options(60, 0.7, 0.1, 0.1);
  }

  /**
   * Creates a pipeline over a catalogue.
   *
   * @param clock used for the age of impressions
   * @throws IllegalArgumentException when an option is out of its range
   */
  public static Shortlist of(
      Catalogue catalogue, Candidates candidates, Options options, InstantSource clock) {
    return new Shortlist(
        candidates,
        new Arrangement(
            new Fatigue(options.fatigue(), clock::instant),
            new Diversity(options.diversity(), catalogue::traitsOf),
            new NewItems(options.newItems(), candidates::isNewcomer)),
        options.candidates());
  }

  /**
   * The input of a list.
   *
   * @param context for whom; the list itself keeps no deadline, the facts do
   * @param open which items may be listed; null for the items that the user has not finished
   * @param diversity from 0 to 1, or null for the default
   * @param limit how many items the caller needs, from 1
   * @param explained whether these get the facts that reasons are made of
   */
  public record ListRequest(
      ListContext context,
      @Nullable Predicate<String> open,
      @Nullable Double diversity,
      int limit,
      boolean explained) {}

  /**
   * Makes a list of at least {@link ListRequest#limit} items, if there are enough candidates.
   *
   * @param processor runs the work, apart from waiting for the model
   * @throws dev.edgewise.rank.RankerException when the processor has no time
   */
  public RankedList list(
      ListRequest request, RankingStep ranker, Processor processor, Timings.Watch watch) {
    if (!ranker.usesModel()) {
      return processor.run(() -> {
        Candidates.Gathered gathered = gather(request);
        watch.lap();
        RankingStep.Ranked ranked =
            ranker.rank(new RankingRequest(request.context().user(), gathered.best()));
        watch.lap();
        return arranged(request, ranked, gathered.coldEntries());
      });
    }
    Candidates.Gathered gathered = processor.run(() -> described(gather(request), request));
    watch.lap();
    RankingStep.Ranked ranked =
        ranker.rank(new RankingRequest(request.context().user(), gathered.best()));
    watch.lap();
    return processor.finish(() -> arranged(request, ranked, gathered.coldEntries()));
  }

  private RankedList arranged(
      ListRequest request, RankingStep.Ranked ranked, List<Ranking.Entry> cold) {
    Ranking ranking = ranked.ranking();
    List<Ranking.Entry> arranged =
        request.context().wish().searches() && request.diversity() == null
            ? ranking.items() // the best matches stay first
            : arrangement.of(
                ranking.items(),
                cold,
                request.context().profile(),
                request.diversity(),
                request.limit());
    List<Ranking.Entry> entries =
        new ArrayList<>(arranged.stream().map(entry -> entry.withFacts(List.of())).toList());
    if (request.explained()) {
      List<Ranking.Entry> first = entries.subList(0, Math.min(request.limit(), entries.size()));
      List<Ranking.Entry> explained = candidates.withFacts(first, request.context());
      for (int i = 0; i < explained.size(); i++) {
        entries.set(i, explained.get(i));
      }
    }
    return new RankedList(entries, Map.of(), ranking.tokens(), ranked.problem());
  }

  private Candidates.Gathered described(Candidates.Gathered some, ListRequest request) {
    return new Candidates.Gathered(
        candidates.described(
            some.best(), request.context().profile(), request.context().user().query()),
        some.cold());
  }

  /**
   * Makes a list from some sources alone, in their order.
   *
   * @param sources names of the sources
   * @param personal from 0 (the sources' own order) to 1 (what fits best)
   */
  public RankedList placed(Profile profile, List<String> sources, double personal, int limit) {
    return inPlace(candidates.fromSources(profile, sources, personal, limit));
  }

  /**
   * Makes a list of what is similar to items, the most similar first.
   *
   * @param personal from 0 (similar, whoever asks) to 1 (what also fits the user best)
   */
  public RankedList similar(Profile profile, List<Item> starts, double personal, int limit) {
    return inPlace(candidates.similar(starts, profile, personal, limit));
  }

  private static RankedList inPlace(List<Candidate> gathered) {
    return new RankedList(Ranking.Entry.inPlace(gathered), Map.of(), Ranking.Tokens.NONE, null);
  }

  private Candidates.Gathered gather(ListRequest request) {
    return candidates.gather(
        request.context().profile(),
        request.context().wish(),
        request.context().personal(),
        request.open(),
        Math.max(considered, request.limit()));
  }

  /** Identifies how lists are arranged; other arrangements have other versions. */
  public String version() {
    return arrangement.version();
  }
}
