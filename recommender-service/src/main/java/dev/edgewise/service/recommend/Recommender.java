/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.Rewrite;
import dev.edgewise.service.candidates.Candidates;
import dev.edgewise.service.catalogue.Catalogue;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Recommends items to users: profile, candidates, ranking, reasons. Thread-safe. */
public final class Recommender {
  private final Profiles profiles;
  private final Candidates candidates;
  private final RankingModel model;
  private final Blends blends;
  private final AheadLists ahead;
  private final Exploration exploration;
  private final RankingLog log;
  private final Catalogue catalogue;
  private final Supplier<String> requestIds;
  private final int considered;

  /**
   * A recommender.
   *
   * @param requestIds a new id each time
   * @param considered how many candidates the model is given
   */
  public Recommender(
      Profiles profiles,
      Candidates candidates,
      RankingModel model,
      Blends blends,
      AheadLists ahead,
      Exploration exploration,
      RankingLog log,
      Catalogue catalogue,
      Supplier<String> requestIds,
      int considered) {
    this.profiles = profiles;
    this.candidates = candidates;
    this.model = model;
    this.blends = blends;
    this.ahead = ahead;
    this.exploration = exploration;
    this.log = log;
    this.catalogue = catalogue;
    this.requestIds = requestIds;
    this.considered = considered;
  }

  /**
   * Recommends, always and by the deadline; what was not reached is said in the answer.
   *
   * @param listener told of the ranking before there are reasons, and of reasons as they grow
   */
  public Recommendation recommend(Wish wish, Deadline deadline, RecommendationListener listener) {
    Timings.Watch watch = new Timings.Watch();
    AheadLists.Look look = ahead.look(wish);
    ProfileReading reading = profiles.read(wish.user(), wish.after(), deadline);
    watch.lap();
    UserContext user = context(wish, reading.profile());
    Optional<Recommendation> stored = stored(look, wish, reading, user, deadline, watch);
    Recommendation answer =
        stored.isPresent() ? stored.get() : made(wish, reading, user, deadline, listener, watch);
    log.record(answer);
    return answer;
  }

  private UserContext context(Wish wish, Profile profile) {
    String language = wish.language() == null ? profile.language() : wish.language();
    return UserContext.of(profile, catalogue::titleOf).asking(language, wish.query());
  }

  private Optional<Recommendation> stored(
      AheadLists.Look look,
      Wish wish,
      ProfileReading reading,
      UserContext user,
      Deadline deadline,
      Timings.Watch watch) {
    return look.list(reading, user, deadline)
        .map(list -> {
          Exploration.Explored explored = exploration.of(first(list.entries(), wish.limit()));
          Recommendation ranked =
              answer(
                  reading, user, explored, Ranking.Tokens.NONE, watch.timings(), reading.problem());
          List<Reason> reasons =
              explored.shown().stream().map(entry -> list.reason(entry)).toList();
          return ranked.with(reasons, List.of(), watch.timings());
        });
  }

  private Recommendation made(
      Wish wish,
      ProfileReading reading,
      UserContext user,
      Deadline deadline,
      RecommendationListener listener,
      Timings.Watch watch) {
    int most = Math.max(considered, wish.limit());
    List<Candidate> gathered = candidates.gather(reading.profile(), wish.query(), most);
    watch.lap();
    RankingModel.Ranked ranked = model.rank(new RankingRequest(user, gathered), deadline);
    watch.lap();
    List<Ranking.Entry> best = first(ranked.ranking().items(), wish.limit());
    String problem = reading.problem() == null ? ranked.problem() : reading.problem();
    Recommendation ranking =
        answer(
            reading,
            user,
            exploration.of(best),
            ranked.ranking().tokens(),
            watch.timings(),
            problem);
    listener.ranked(ranking);
    List<Candidate> shown = ranking.shown().stream().map(Ranking.Entry::candidate).toList();
    List<Reason> reasons =
        model.explain(
            user,
            shown,
            wish.style(),
            deadline,
            (item, text) -> listener.reason(ranking, item, text));
    List<Rewrite> rewrites =
        wish.rewrite() ? model.rewrite(user, shown, wish.style(), deadline) : List.of();
    watch.lap();
    return ranking.with(reasons, rewrites, watch.timings());
  }

  /** The best that may still be shown. */
  private List<Ranking.Entry> first(List<Ranking.Entry> entries, int limit) {
    return entries.stream()
        .filter(entry -> candidates.allowed(entry.candidate().id()))
        .limit(limit)
        .toList();
  }

  private Recommendation answer(
      ProfileReading reading,
      UserContext user,
      Exploration.Explored explored,
      Ranking.Tokens tokens,
      Timings timings,
      @Nullable String problem) {
    return new Recommendation(
        requestIds.get(),
        reading.profile(),
        user,
        model.info(),
        blends.inUse(),
        explored.shown(),
        explored.propensities(),
        tokens,
        List.of(),
        List.of(),
        timings,
        problem);
  }
}
