/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.Rewrite;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.ListContext;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.stored.ListVersion;
import dev.edgewise.recommend.stored.PagedLists;
import dev.edgewise.recommend.stored.StoredItems;
import dev.edgewise.recommend.stored.StoredRanking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Recommends items to users: profile, candidates, ranking, reasons. Thread-safe. */
public final class Recommender {
  /**
   * The share of the time that remains for the answer itself, and for work that ends a little late.
   */
  private static final double RESERVED_SHARE = 0.15;

  private final ProfileLookup profiles;
  private final ServedLists lists;
  private final ListMaker maker;
  private final RankingModel model;
  private final Candidates candidates;
  private final Exploration exploration;
  private final PagedLists pages;
  private final RankingLog log;
  private final Catalogue catalogue;
  private final StoredItems items;
  private final Consumer<Profile> later;
  private final Supplier<String> requestIds;

  /**
   * Creates a recommender.
   *
   * @param lists finds lists that were made before
   * @param maker makes the others
   * @param later receives the profile of a request that had no time for the model, so that its list
   *     is made in the background; returns at once
   * @param requestIds supplies a new id at each call
   */
  public Recommender(
      ProfileLookup profiles,
      ServedLists lists,
      ListMaker maker,
      RankingModel model,
      Candidates candidates,
      Exploration exploration,
      PagedLists pages,
      RankingLog log,
      Catalogue catalogue,
      Consumer<Profile> later,
      Supplier<String> requestIds) {
    this.profiles = profiles;
    this.lists = lists;
    this.maker = maker;
    this.model = model;
    this.candidates = candidates;
    this.exploration = exploration;
    this.pages = pages;
    this.log = log;
    this.catalogue = catalogue;
    this.items = new StoredItems(catalogue, candidates);
    this.later = later;
    this.requestIds = requestIds;
  }

  /**
   * Recommends items by the deadline. The answer names the stages that were not completed.
   *
   * @param listener receives the ranking before there are reasons, then each reason as it grows
   * @throws dev.edgewise.rank.WorkCancelledException when the thread is interrupted
   */
  public Recommendation recommend(
      RecommendationRequest request, Deadline answered, RecommendationListener listener) {
    Timings.Watch watch = new Timings.Watch();
    Deadline deadline = answered.reserving(RESERVED_SHARE);
    ServedLists.Lookup lookup = lists.lookUp(request);
    LookedUpProfile lookedUp = profiles.read(request.user(), request.after(), deadline);
    watch.lap();
    Profile profile = lookedUp.profile();
    UserContext user = context(profile, request.language(), request.query());
    ListKey key = ListKey.of(request, lists.version(profile, user.language()));
    ListContext context =
        new ListContext(profile, user, candidates.wish(user), request.personal(), deadline);
    Supplier<RankedList> making = () -> maker.make(request, context, watch);
    RankedList list =
        lookedUp.problem() == null
            ? lookup.list(key, deadline, making)
            : making.get().withProblem(lookedUp.problem());
    Recommendation ranking = kept(request, context, key.version(), list, watch);
    listener.ranked(ranking);
    Recommendation answer =
        finish(
            ranking,
            list.reasons(),
            missing ->
                lookup.texts(
                    key,
                    list,
                    profile,
                    ids(missing),
                    deadline,
                    () -> reasons(ranking, missing, request, context, listener)),
            request,
            deadline,
            watch);
    log.record(answer);
    if (answer.problem() != null && request.plain() && profile.known()) {
      later.accept(profile);
    }
    return answer;
  }

  /**
   * Recommends items by the deadline to somebody without a name. Keeps nothing of it: neither a
   * list nor a page, nor an entry of the ranking log.
   *
   * @param session the profile of what this person did
   * @throws dev.edgewise.rank.WorkCancelledException when the thread is interrupted
   */
  public Recommendation recommend(
      RecommendationRequest request, Profile session, Deadline answered) {
    Timings.Watch watch = new Timings.Watch();
    Deadline deadline = answered.reserving(RESERVED_SHARE);
    watch.lap();
    UserContext user = context(session, request.language(), request.query());
    ListContext context =
        new ListContext(session, user, candidates.wish(user), request.personal(), deadline);
    RankedList list = maker.make(request, context, watch);
    long blend = lists.version(session, user.language()).blend();
    Exploration.Explored whole = Exploration.NONE.of(allowed(list));
    String requestId = requestIds.get();
    Recommendation ranking = firstPage(request, requestId, context, blend, list, whole, watch);
    return finish(
        ranking,
        list.reasons(),
        missing -> reasons(ranking, missing, request, context, RecommendationListener.NONE),
        request,
        deadline,
        watch);
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
      RecommendationRequest request, String requestId, int offset, Deadline answered) {
    Timings.Watch watch = new Timings.Watch();
    Deadline deadline = answered.reserving(RESERVED_SHARE);
    return pages
        .find(request.user(), requestId, deadline)
        .map(list -> page(request, requestId, offset, list, deadline, watch));
  }

  private UserContext context(Profile profile, @Nullable String language, @Nullable String query) {
    String used = language == null ? profile.language() : language;
    return candidates
        .stating(UserContext.of(profile, catalogue.titlesIn(used)), profile)
        .asking(used, query);
  }

  private List<Ranking.Entry> allowed(RankedList list) {
    return list.entries().stream()
        .filter(entry -> candidates.allowed(entry.candidate().id()))
        .toList();
  }

  /** The first page of a list whose later pages can be asked for. */
  private Recommendation kept(
      RecommendationRequest request,
      ListContext context,
      ListVersion version,
      RankedList list,
      Timings.Watch watch) {
    Exploration.Explored whole = exploration.of(allowed(list));
    String requestId = requestIds.get();
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
    return firstPage(request, requestId, context, version.blend(), list, whole, watch);
  }

  private Recommendation firstPage(
      RecommendationRequest request,
      String requestId,
      ListContext context,
      long blend,
      RankedList list,
      Exploration.Explored whole,
      Timings.Watch watch) {
    int shown = Math.min(request.limit(), whole.shown().size());
    List<Ranking.Entry> first = whole.shown().subList(0, shown);
    return new Recommendation(
        requestId,
        context.profile(),
        context.user(),
        candidates.asked(context.wish(), context.profile()),
        model.info(),
        blend,
        request.explain() ? candidates.withFacts(first, context) : first,
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
    UserContext user = context(lookedUp.profile(), language, list.query());
    ListContext context =
        new ListContext(
            lookedUp.profile(), user, candidates.wish(user), LearnedRanker.DEFAULT, deadline);
    StoredItems.Part part = items.part(list, offset, request.limit(), context);
    Recommendation ranking =
        new Recommendation(
            requestId,
            lookedUp.profile(),
            user,
            candidates.asked(context.wish(), context.profile()),
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
    RecommendationListener nobody = RecommendationListener.NONE;
    Recommendation answer =
        finish(
            ranking,
            part.reasons(),
            missing -> reasons(ranking, missing, request, context, nobody),
            request,
            deadline,
            watch);
    log.record(answer);
    return answer;
  }

  private Recommendation finish(
      Recommendation ranking,
      Map<String, Reason> known,
      Function<List<Candidate>, RankingModel.Explained> writer,
      RecommendationRequest request,
      Deadline deadline,
      Timings.Watch watch) {
    List<Candidate> shown = ranking.shown().stream().map(Ranking.Entry::candidate).toList();
    List<Candidate> missing = shown.stream().filter(c -> !known.containsKey(c.id())).toList();
    RankingModel.Explained written =
        missing.isEmpty() ? RankingModel.Explained.NONE : writer.apply(missing);
    List<Reason> reasons =
        shown.stream()
            .map(item -> known.getOrDefault(item.id(), written.reasons().get(item.id())))
            .toList();
    List<Rewrite> rewrites =
        request.rewrite()
            ? model.rewrite(ranking.context(), shown, request.style(), deadline)
            : List.of();
    watch.end();
    return ranking.with(reasons, rewrites, watch.timings(), written.problem());
  }

  /** Has the model choose or write the reasons of some of the shown items. */
  private RankingModel.Explained reasons(
      Recommendation ranking,
      List<Candidate> missing,
      RecommendationRequest request,
      ListContext context,
      RecommendationListener listener) {
    List<String> shown = ids(ranking.shown().stream().map(Ranking.Entry::candidate).toList());
    List<Candidate> described = candidates.explained(missing, context);
    UserContext user = ranking.context();
    return model.explain(
        user.query() == null ? user : user.asking(user.language(), context.wish().sought()),
        described,
        request.style(),
        context.deadline(),
        (item, text) -> listener.reason(ranking, shown.indexOf(missing.get(item).id()), text));
  }

  private static List<String> ids(List<Candidate> items) {
    return items.stream().map(Candidate::id).toList();
  }
}
