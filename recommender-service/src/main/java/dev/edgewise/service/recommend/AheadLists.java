/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.service.candidates.Candidates;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists made ahead of requests: makes them from a profile, and finds them again as long as nothing
 * that they were made from has changed. Thread-safe.
 */
public final class AheadLists {
  private final StoredRankings stored;
  private final Candidates candidates;
  private final RankingModel model;
  private final Blends blends;
  private final Catalogue catalogue;
  private final int considered;
  private final int explained;

  /**
   * Lists.
   *
   * @param considered how many candidates the model is given
   * @param explained how many of the best get a reason and are stored
   */
  public AheadLists(
      StoredRankings stored,
      Candidates candidates,
      RankingModel model,
      Blends blends,
      Catalogue catalogue,
      int considered,
      int explained) {
    this.stored = stored;
    this.candidates = candidates;
    this.model = model;
    this.blends = blends;
    this.catalogue = catalogue;
    this.considered = considered;
    this.explained = explained;
  }

  /** A list with its reasons. */
  record Listed(List<Ranking.Entry> entries, Map<String, Reason> reasons) {
    Reason reason(Ranking.Entry entry) {
      Reason reason = reasons.get(entry.candidate().id());
      if (reason == null) {
        throw new IllegalStateException("each stored item has a reason");
      }
      return reason;
    }
  }

  /** A look for somebody's list. */
  interface Look {
    /** The list when there is one that is good for this profile. */
    Optional<Listed> list(ProfileReading reading, UserContext user, Deadline deadline);
  }

  /** Begins to look; nothing is looked for where a wish is special. */
  Look look(Wish wish) {
    if (!wish.plain() || wish.limit() > explained) {
      return (reading, user, deadline) -> Optional.empty();
    }
    StoredRankings.Look look = stored.look(wish.user());
    return (reading, user, deadline) ->
        reading.problem() == null && reading.profile().known()
            ? look.matching(stamp(reading.profile(), user.language()), deadline).map(this::listed)
            : Optional.empty();
  }

  private Listed listed(StoredRanking ranking) {
    List<Ranking.Entry> entries = new ArrayList<>();
    Map<String, Reason> reasons = new HashMap<>();
    for (StoredRanking.Item item : ranking.items()) {
      String title = catalogue.titleOf(item.id());
      String text = catalogue.find(item.id()).map(Item::text).orElse("");
      if (title != null) {
        entries.add(
            new Ranking.Entry(
                new Candidate(
                    item.id(), title, item.facts(), item.firstStage(), text, 0, Double.NaN),
                item.firstStageRank(),
                item.score(),
                Ranking.RankedBy.STORED,
                item.contributions()));
        reasons.put(item.id(), item.reason());
      }
    }
    return new Listed(entries, reasons);
  }

  /**
   * What a list for this profile would be made from at present.
   *
   * @param language a language tag
   */
  private Stamp stamp(Profile profile, String language) {
    ModelInfo info = model.info();
    return new Stamp(
        profile.version(),
        catalogue.version(),
        info.hash(),
        info.prompt(),
        blends.inUse(),
        Language.of(language).tag());
  }

  /**
   * Makes the list of a user and stores it; nothing when the model can't rank all of it in time.
   *
   * @return why nothing was stored, in one line, or null when it was
   * @throws dev.edgewise.profile.ProfileStoreException when the store can't be reached
   */
  public @Nullable String make(Profile profile, Deadline deadline) {
    UserContext user = UserContext.of(profile, catalogue::titleOf);
    Stamp stamp = stamp(profile, user.language());
    List<Candidate> gathered = candidates.gather(profile, null, considered);
    RankingModel.Ranked ranked = model.rankAhead(new RankingRequest(user, gathered), deadline);
    if (ranked.problem() != null) {
      return ranked.problem();
    }
    List<Ranking.Entry> best = ranked.ranking().items();
    List<Ranking.Entry> shown = best.subList(0, Math.min(explained, best.size()));
    List<Reason> reasons =
        model.explainAhead(user, shown.stream().map(Ranking.Entry::candidate).toList(), deadline);
    List<StoredRanking.Item> items = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      items.add(item(shown.get(i), reasons.get(i)));
    }
    stored.put(profile.user(), new StoredRanking(stamp, items));
    return null;
  }

  private static StoredRanking.Item item(Ranking.Entry entry, Reason reason) {
    return new StoredRanking.Item(
        entry.candidate().id(),
        entry.score(),
        entry.firstStageRank(),
        entry.candidate().firstStageScore(),
        entry.contributions(),
        entry.candidate().facts().stream()
            .filter(fact -> reason.cites().contains(fact.id()))
            .toList(),
        reason);
  }
}
