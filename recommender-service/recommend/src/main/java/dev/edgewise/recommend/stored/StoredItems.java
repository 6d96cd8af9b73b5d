/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.stored;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes entries of rankings of what was stored of them. Thread-safe. */
public final class StoredItems {
  private final Catalogue catalogue;
  private final Candidates candidates;

  /** Of these items. */
  public StoredItems(Catalogue catalogue, Candidates candidates) {
    this.catalogue = catalogue;
    this.candidates = candidates;
  }

  /**
   * A part of a list, of what may be shown now.
   *
   * @param ranks by item shown, its place in the list from 1
   * @param reasons those that were stored, by item
   */
  public record Part(
      List<Ranking.Entry> shown,
      List<Double> propensities,
      List<Integer> ranks,
      Map<String, Reason> reasons) {}

  /** The places from {@code offset} on, without items that are forbidden or finished by now. */
  public Part part(StoredRanking list, int offset, int limit, Profile profile) {
    Part part = new Part(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    Set<String> finished = profile.seen();
    List<Ranking.Entry> shown = new ArrayList<>();
    for (int place = offset; place < list.items().size() && place - offset < limit; place++) {
      StoredRanking.Item item = list.items().get(place);
      if (candidates.allowed(item.id()) && !finished.contains(item.id())) {
        Ranking.Entry entry = entry(item, item.rankedBy()).orElseThrow();
        shown.add(entry);
        part.propensities.add(item.propensity());
        part.ranks.add(place + 1);
        Reason reason = item.reason();
        if (reason != null) {
          part.reasons.put(item.id(), reason);
        }
      }
    }
    part.shown.addAll(described(shown, profile));
    return part;
  }

  /** The entry that was stored; empty when the catalogue has no such item any more. */
  public Optional<Ranking.Entry> entry(StoredRanking.Item item, Ranking.RankedBy by) {
    Double age = item.ageDays();
    return catalogue
        .find(item.id())
        .map(found ->
            new Ranking.Entry(
                new Candidate(
                    item.id(),
                    found.title(),
                    item.facts(),
                    item.firstStage(),
                    found.text(),
                    item.popularity(),
                    age == null ? Double.NaN : age),
                item.firstStageRank(),
                item.score(),
                by,
                item.contributions(),
                item.answer()));
  }

  /** The entries with their items' facts, which are stored only where a reason cites them. */
  public List<Ranking.Entry> described(List<Ranking.Entry> entries, Profile profile) {
    if (entries.stream().noneMatch(entry -> entry.candidate().facts().isEmpty())) {
      return entries; // a list just made has all of them
    }
    Candidates.Description description = candidates.descriptions(profile);
    return entries.stream().map(entry -> described(entry, description)).toList();
  }

  private Ranking.Entry described(Ranking.Entry entry, Candidates.Description description) {
    Candidate candidate = entry.candidate();
    if (!candidate.facts().isEmpty()) {
      return entry;
    }
    List<Fact> facts =
        catalogue
            .find(candidate.id())
            .map(item -> description.of(item, candidate.firstStageScore()).facts())
            .orElse(List.of());
    return new Ranking.Entry(
        new Candidate(
            candidate.id(),
            candidate.title(),
            facts,
            candidate.firstStageScore(),
            candidate.text(),
            candidate.popularity(),
            candidate.ageDays()),
        entry.firstStageRank(),
        entry.score(),
        entry.rankedBy(),
        entry.contributions(),
        entry.answer());
  }
}
