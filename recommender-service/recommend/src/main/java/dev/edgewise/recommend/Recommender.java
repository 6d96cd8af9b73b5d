/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.ReasonListener;
import dev.edgewise.rank.reason.Rewrite;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.stored.ListVersion;
import dev.edgewise.recommend.stored.PagedLists;
import dev.edgewise.recommend.stored.StoredItems;
import dev.edgewise.recommend.stored.StoredRanking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Recommends items to users: profile, candidates, ranking, reasons. Thread-safe. */
public final class Recommender {
  private final ProfileLookup profiles;
  private final Candidates candidates;
  private final Shortlist shortlist;
  private final RankingModel model;
  private final PrecomputedLists precomputed;
  private final Exploration exploration;
  private final PagedLists pages;
  private final RankingLog log;
  private final Catalogue catalogue;
  private final StoredItems items;
  private final Supplier<String> requestIds;

  /** Creates a recommender; {@code requestIds} supplies a new id at each call. */
  public Recommender(
      ProfileLookup profiles,
      Candidates candidates,
      Shortlist shortlist,
      RankingModel model,
      PrecomputedLists precomputed,
      Exploration exploration,
      PagedLists pages,
      RankingLog log,
      Catalogue catalogue,
      Supplier<String> requestIds) {
    this.profiles = profiles;
    this.candidates = candidates;
    this.shortlist = shortlist;
    this.model = model;
    this.precomputed = precomputed;
    this.exploration = exploration;
    this.pages = pages;
    this.log = log;
    this.catalogue = catalogue;
    this.items = new StoredItems(catalogue, candidates);
    this.requestIds = requestIds;
  }

  /**
   * Recommends items by the deadline. Never fails: the answer names the stages that were not
   * completed.
   *
   * @param listener receives the ranking before there are reasons, then each reason as it grows
   */
  public Recommendation recommend(
      RecommendationRequest request, Deadline deadline, RecommendationListener listener) {
    Timings.Watch watch = new Timings.Watch();
    PrecomputedLists.Lookup lookup = precomputed.lookUp(request);
    LookedUpProfile lookedUp = profiles.read(request.user(), request.after(), deadline);
    watch.lap();
    UserContext user = context(lookedUp.profile(), request.language(), request.query());
    RankedList list =
        lookup
            .list(lookedUp, user, deadline)
            .orElseGet(() -> rank(request, lookedUp, user, deadline, watch));
    Recommendation ranking = firstPage(request, lookedUp.profile(), user, list, watch);
    listener.ranked(ranking);
    return finish(ranking, list.reasons(), request, deadline, listener, watch);
  }

  /**
   * Continues the list of an earlier request. The list itself does not change. Items that are no
   * longer allowed, or that the user has finished since, are left out; their positions stay unused.
   *
   * @param request its query and diversity are ignored: the list's own apply
   * @param requestId the id of the earlier request, a UUID
   * @param offset how many positions of the list to skip
   * @return empty when this user has no such list, or the list has expired
   * @throws dev.edgewise.profile.store.ProfileStoreException when the store doesn't answer
   */
  public Optional<Recommendation> page(
      RecommendationRequest request, String requestId, int offset, Deadline deadline) {
    Timings.Watch watch = new Timings.Watch();
    return pages
        .find(request.user(), requestId, deadline)
        .map(list -> page(request, requestId, offset, list, deadline, watch));
  }

  private UserContext context(Profile profile, @Nullable String language, @Nullable String query) {
    String used = language == null ? profile.language() : language;
    return UserContext.of(profile, catalogue::titleOf).asking(used, query);
  }

  private RankedList rank(
      RecommendationRequest request,
      LookedUpProfile lookedUp,
      UserContext user,
      Deadline deadline,
      Timings.Watch watch) {
    if (!request.placement().ranked()) {
      watch.lap();
      RankedList list = placed(request, lookedUp.profile());
      watch.lap();
      return lookedUp.problem() == null ? list : list.withProblem(lookedUp.problem());
    }
    Shortlist.ListRequest listRequest =
        new Shortlist.ListRequest(
            lookedUp.profile(),
            user,
            null,
            request.personal(),
            request.diversity(),
            request.limit());
    RankedList list = shortlist.list(listRequest, ranking -> model.rank(ranking, deadline), watch);
    return lookedUp.problem() == null ? list : list.withProblem(lookedUp.problem());
  }

  private RankedList placed(RecommendationRequest request, Profile profile) {
    Placement placement = request.placement();
    String start =
        placement.start(request.item(), profile, id -> catalogue.find(id).isPresent()).orElse(null);
    if (placement.byItem() && start == null) {
      return new RankedList(List.of(), Map.of(), Ranking.Tokens.NONE, null);
    }
    return shortlist.placed(
        profile, placement.sources(), request.personal(), start, request.limit());
  }

  private Recommendation firstPage(
      RecommendationRequest request,
      Profile profile,
      UserContext user,
      RankedList list,
      Timings.Watch watch) {
    Exploration.Explored whole =
        exploration.of(
            list.entries().stream()
                .filter(entry -> candidates.allowed(entry.candidate().id()))
                .toList());
    String requestId = requestIds.get();
    ListVersion version = precomputed.version(profile, user.language());
    pages.keep(
        request.user(),
        requestId,
        StoredRanking.of(
            version,
            model.info(),
            request.query(),
            whole.shown(),
            whole.propensities(),
            list.reasons()));
    int shown = Math.min(request.limit(), whole.shown().size());
    return new Recommendation(
        requestId,
        profile,
        user,
        model.info(),
        version.blend(),
        items.described(whole.shown().subList(0, shown), profile),
        whole.propensities().subList(0, shown),
        list.tokens(),
        List.of(),
        List.of(),
        Recommendation.Page.first(shown, whole.shown().size()),
        watch.timings(),
        list.problem());
  }

  private Recommendation page(
      RecommendationRequest request,
      String requestId,
      int offset,
      StoredRanking list,
      Deadline deadline,
      Timings.Watch watch) {
    LookedUpProfile lookedUp = profiles.read(request.user(), request.after(), deadline);
    watch.lap();
    String language = request.language() == null ? list.stamp().language() : request.language();
    StoredItems.Part part = items.part(list, offset, request.limit(), lookedUp.profile());
    Recommendation ranking =
        new Recommendation(
            requestId,
            lookedUp.profile(),
            context(lookedUp.profile(), language, list.query()),
            list.model(),
            list.stamp().blend(),
            part.shown(),
            part.propensities(),
            Ranking.Tokens.NONE,
            List.of(),
            List.of(),
            new Recommendation.Page(offset, list.items().size(), part.ranks()),
            watch.timings(),
            lookedUp.problem());
    return finish(ranking, part.reasons(), request, deadline, RecommendationListener.NONE, watch);
  }

  private Recommendation finish(
      Recommendation ranking,
      Map<String, Reason> known,
      RecommendationRequest request,
      Deadline deadline,
      RecommendationListener listener,
      Timings.Watch watch) {
    List<Candidate> shown = ranking.shown().stream().map(Ranking.Entry::candidate).toList();
    List<Reason> reasons = reasons(ranking, shown, known, request, deadline, listener);
    List<Rewrite> rewrites =
        request.rewrite()
            ? model.rewrite(ranking.context(), shown, request.style(), deadline)
            : List.of();
    watch.end();
    Recommendation answer = ranking.with(reasons, rewrites, watch.timings());
    log.record(answer);
    return answer;
  }

  /** Takes the known reasons, and has the model write the missing ones. */
  private List<Reason> reasons(
      Recommendation ranking,
      List<Candidate> shown,
      Map<String, Reason> known,
      RecommendationRequest request,
      Deadline deadline,
      RecommendationListener listener) {
    List<Candidate> missing = shown.stream().filter(c -> !known.containsKey(c.id())).toList();
    ReasonListener onGrowth =
        (item, text) -> listener.reason(ranking, shown.indexOf(missing.get(item)), text);
    Iterator<Reason> written =
        missing.isEmpty()
            ? Collections.emptyIterator()
            : model
                .explain(ranking.context(), missing, request.style(), deadline, onGrowth)
                .iterator();
    List<Reason> reasons = new ArrayList<>();
    for (Candidate candidate : shown) {
      Reason reason = known.get(candidate.id());
      reasons.add(reason == null ? written.next() : reason);
    }
    return reasons;
  }
}
