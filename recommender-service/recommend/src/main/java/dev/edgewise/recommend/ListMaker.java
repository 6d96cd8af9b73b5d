/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.RankerBusyException;
import dev.edgewise.rank.RankerLateException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.recommend.candidates.ListContext;
import dev.edgewise.recommend.candidates.PopularItems;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.processor.Processor;
import dev.edgewise.recommend.processor.ProcessorPool;
import java.util.List;
import java.util.Map;

/**
 * Makes the lists of requests: by the ranker and the model, or from the sources of a placement. A
 * request without time for that gets the most popular items at once. Thread-safe.
 */
public final class ListMaker {
  /** The share of the time that remains after the model's ranking, for order and reasons. */
  private static final double RESERVED_SHARE = 0.2;

  private final Catalogue catalogue;
  private final Shortlist shortlist;
  private final RankingModel model;
  private final ProcessorPool processors;
  private final PopularItems popular;

  public ListMaker(
      Catalogue catalogue,
      Shortlist shortlist,
      RankingModel model,
      ProcessorPool processors,
      PopularItems popular) {
    this.catalogue = catalogue;
    this.shortlist = shortlist;
    this.model = model;
    this.processors = processors;
    this.popular = popular;
  }

  /** Makes a list. Its problem tells which part there was no time for. */
  RankedList make(RecommendationRequest request, ListContext context, Timings.Watch watch) {
    Processor processor = processors.by(context.deadline());
    try {
      return request.placement().ranked()
          ? ranked(request, context, processor, watch)
          : processor.run(() -> placed(request, context.profile(), watch));
    } catch (RankerBusyException | RankerLateException e) {
      return popular(context, request.limit());
    }
  }

  private RankedList ranked(
      RecommendationRequest request,
      ListContext context,
      Processor processor,
      Timings.Watch watch) {
    Shortlist.ListRequest listRequest =
        new Shortlist.ListRequest(
            context.reserving(RESERVED_SHARE / 2),
            null,
            request.diversity(),
            request.limit(),
            true);
    RankingStep step = model.now(context.deadline().reserving(RESERVED_SHARE));
    return shortlist.list(listRequest, step, processor, watch);
  }

  private RankedList placed(RecommendationRequest request, Profile profile, Timings.Watch watch) {
    watch.lap();
    Placement placement = request.placement();
    RankedList list =
        placement.byItem()
            ? shortlist.similar(
                profile,
                placement.starts(request.items(), profile, catalogue),
                request.personal(),
                request.limit())
            : shortlist.placed(profile, placement.sources(), request.personal(), request.limit());
    watch.lap();
    return list;
  }

  private RankedList popular(ListContext context, int limit) {
    List<Ranking.Entry> entries =
        Ranking.Entry.inPlace(popular.of(context.profile(), context.wish(), limit)).stream()
            .map(entry -> entry.by(Ranking.RankedBy.POPULARITY))
            .toList();
    return new RankedList(
        entries,
        Map.of(),
        Ranking.Tokens.NONE,
        "there was no time for more than the most popular items");
  }
}
