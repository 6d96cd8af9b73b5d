/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.ListContext;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.processor.Processor;
import dev.edgewise.recommend.stored.ListVersion;
import dev.edgewise.recommend.stored.StoredItems;
import dev.edgewise.recommend.stored.StoredRanking;
import dev.edgewise.recommend.stored.StoredRankings;
import dev.edgewise.recommend.wish.Wish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates lists ahead of requests, and finds them again while everything they were made from is
 * unchanged. Thread-safe.
 */
public final class PrecomputedLists {
  private static final String NOT_LEARNT = "which items go together isn't learnt yet";

  private final StoredRankings stored;
  private final Shortlist shortlist;
  private final RankingModel model;
  private final BlendVersions blends;
  private final Catalogue catalogue;
  private final Candidates candidates;
  private final StoredItems items;
  private final int explained;

  /**
   * Creates lists; {@code explained} is how many of the best items get a reason, and the largest
   * limit that a precomputed list can answer.
   */
  public PrecomputedLists(
      StoredRankings stored,
      Candidates candidates,
      Shortlist shortlist,
      RankingModel model,
      BlendVersions blends,
      Catalogue catalogue,
      int explained) {
    this.stored = stored;
    this.shortlist = shortlist;
    this.model = model;
    this.blends = blends;
    this.catalogue = catalogue;
    this.candidates = candidates;
    this.items = new StoredItems(catalogue, candidates);
    this.explained = explained;
  }

  /** A lookup of a user's list that is in progress. */
  interface Lookup {
    /** Returns the list if there is one of this version. */
    Optional<RankedList> list(ListVersion version, Deadline deadline);
  }

  /** Starts a lookup; finds nothing for requests that precomputed lists can't answer. */
  Lookup lookUp(RecommendationRequest request) {
    if (!answers(request)) {
      return (version, deadline) -> Optional.empty();
    }
    StoredRankings.Lookup lookup = stored.lookUp(request.user());
    return (version, deadline) -> lookup.matching(version, deadline).map(this::rankedList);
  }

  private boolean answers(RecommendationRequest request) {
    return request.plain() && request.limit() <= explained;
  }

  /** The form in which a list is kept. */
  byte[] bytes(RankedList list, ListVersion version) {
    return storedForm(list, version).bytes();
  }

  /** The list of this form, without the items that the catalogue no longer has. */
  RankedList read(byte[] bytes) {
    return rankedList(StoredRanking.read(bytes));
  }

  private RankedList rankedList(StoredRanking ranking) {
    List<Ranking.Entry> entries = new ArrayList<>();
    Map<String, Reason> reasons = new HashMap<>();
    for (StoredRanking.Item item : ranking.items()) {
      items.entry(item, Ranking.RankedBy.STORED).ifPresent(entries::add);
      Reason reason = item.reason();
      if (reason != null) {
        reasons.put(item.id(), reason);
      }
    }
    return new RankedList(entries, reasons, Ranking.Tokens.NONE, null);
  }

  /** The version that a list for this profile and BCP 47 language tag would get now. */
  ListVersion version(Profile profile, String language) {
    ModelInfo info = model.info();
    return new ListVersion(
        profile.version(),
        catalogue.version(),
        info.hash(),
        info.prompt(),
        blends.inUse(),
        Language.of(language).tag(),
        shortlist.version());
  }

  /**
   * Creates a user's list and stores it, if the model can rank all of it in time.
   *
   * @return why nothing was stored, in one line; null when the list was stored
   * @throws dev.edgewise.profile.store.ProfileStoreException when the store can't be reached
   */
  public @Nullable String make(Profile profile, Deadline deadline) {
    if (candidates.awaitsMatrices()) {
      return NOT_LEARNT;
    }
    UserContext user = UserContext.of(profile, catalogue.titlesIn(profile.language()));
    ListVersion version = version(profile, user.language());
    Shortlist.ListRequest listRequest =
        new Shortlist.ListRequest(
            new ListContext(profile, user, Wish.NONE, LearnedRanker.DEFAULT, deadline),
            null,
            null,
            explained,
            true);
    RankedList list =
        shortlist.list(listRequest, model.ahead(deadline), Processor.CALLER, new Timings.Watch());
    String problem = objection(list);
    if (problem != null) {
      return problem;
    }
    List<Candidate> first =
        list.entries().stream().limit(explained).map(Ranking.Entry::candidate).toList();
    RankingModel.Explained explanations = model.explainAhead(user, first, deadline);
    if (explanations.problem() == null) {
      stored.put(profile.user(), storedForm(list.withReasons(explanations.reasons()), version));
    }
    return explanations.problem();
  }

  /** Why a list must not be stored, in one line; null if it may. */
  @Nullable String objection(RankedList list) {
    return candidates.awaitsMatrices() ? NOT_LEARNT : list.problem();
  }

  /**
   * Starts to store a list that was made for a request, so that it is found like one that was made
   * ahead, and returns at once. Does nothing if precomputed lists don't answer such requests.
   *
   * @param list one without an objection
   */
  void keep(RecommendationRequest request, Profile profile, ListVersion version, RankedList list) {
    if (answers(request) && profile.known()) {
      stored.start(request.user(), storedForm(list, version));
    }
  }

  private StoredRanking storedForm(RankedList list, ListVersion version) {
    return StoredRanking.of(
        version,
        model.info(),
        null,
        list.entries(),
        Collections.nCopies(list.entries().size(), 1.0),
        list.reasons());
  }
}
