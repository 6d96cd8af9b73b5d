/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.service.candidates.Candidates;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Recommends items to users: profile, candidates, ranking, reasons. Thread-safe. */
public final class Recommender {
  private final Profiles profiles;
  private final Candidates candidates;
  private final RankingModel model;
  private final Function<String, @Nullable String> titles;
  private final Supplier<String> requestIds;
  private final int considered;

  /**
   * A recommender.
   *
   * @param titles of items by id, null for unknown ones
   * @param requestIds a new id each time
   * @param considered how many candidates the model is given
   */
  public Recommender(
      Profiles profiles,
      Candidates candidates,
      RankingModel model,
      Function<String, @Nullable String> titles,
      Supplier<String> requestIds,
      int considered) {
    this.profiles = profiles;
    this.candidates = candidates;
    this.model = model;
    this.titles = titles;
    this.requestIds = requestIds;
    this.considered = considered;
  }

  /**
   * Recommends, always and by the deadline; what was not reached is said in the answer.
   *
   * @param onRanked told of the ranking before there are reasons
   */
  public Recommendation recommend(Wish wish, Deadline deadline, Consumer<Recommendation> onRanked) {
    Timings.Watch watch = new Timings.Watch();
    ProfileReading reading = profiles.read(wish.user(), wish.after(), deadline);
    watch.lap();
    UserContext user = UserContext.of(reading.profile(), titles);
    List<Candidate> gathered =
        candidates.gather(reading.profile(), Math.max(considered, wish.limit()));
    watch.lap();
    Ranking ranking = model.rank(new RankingRequest(user, gathered), deadline);
    watch.lap();
    Recommendation ranked = answer(wish, reading, user, ranking, watch.timings());
    onRanked.accept(ranked);
    List<Reason> reasons = model.explain(user, candidatesOf(ranked.shown()), deadline);
    watch.lap();
    return ranked.with(reasons, watch.timings());
  }

  private Recommendation answer(
      Wish wish, ProfileReading reading, UserContext user, Ranking ranking, Timings timings) {
    List<Ranking.Entry> shown =
        ranking.items().subList(0, Math.min(wish.limit(), ranking.items().size()));
    return new Recommendation(
        requestIds.get(),
        reading.profile(),
        user,
        model.info(),
        shown,
        ranking.tokens(),
        List.of(),
        timings,
        problem(reading, shown));
  }

  private @Nullable String problem(ProfileReading reading, List<Ranking.Entry> shown) {
    if (reading.problem() != null) {
      return reading.problem();
    }
    if (model.problem() != null) {
      return model.problem();
    }
    boolean all = shown.stream().noneMatch(e -> e.rankedBy() == Ranking.RankedBy.FIRST_STAGE);
    return all ? null : "the model did not rank every item by the deadline, or failed";
  }

  private static List<Candidate> candidatesOf(List<Ranking.Entry> shown) {
    return shown.stream().map(Ranking.Entry::candidate).toList();
  }
}
