/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.stored;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.ListContext;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rebuilds ranking entries from their stored form. Thread-safe. */
public final class StoredItems {
  private final Catalogue catalogue;
  private final Candidates candidates;

  public StoredItems(Catalogue catalogue, Candidates candidates) {
    this.catalogue = catalogue;
    this.candidates = candidates;
  }

  /**
   * A part of a list, with only the items that may be shown now.
   *
   * @param ranks for each shown item its position in the list, from 1
   * @param reasons the stored reasons, by item id
   */
  public record Part(
      List<Ranking.Entry> shown,
      List<Double> propensities,
      List<Integer> ranks,
      Map<String, Reason> reasons) {}

  /** The positions from {@code offset} on, without forbidden items and finished ones. */
  public Part part(StoredRanking list, int offset, int limit, ListContext context) {
    Part part = new Part(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    Set<String> finished = context.profile().seen();
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
    part.shown.addAll(candidates.withFacts(shown, context));
    return part;
  }

  /** The stored entry; empty when the catalogue no longer has the item. */
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
}
