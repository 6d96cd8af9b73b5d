/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.reason.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a ranking: a precomputed list, or a list for later pages.
 *
 * @param stamp the versions of everything that it was made from
 * @param model the model that ranked it
 * @param query what the user searched for, or null
 * @param items best first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredRanking(
    ListVersion stamp, ModelInfo model, @Nullable String query, List<Item> items) {
  public StoredRanking {
    items = List.copyOf(items);
  }

  /**
   * An item of the ranking.
   *
   * @param propensity the probability of its position
   * @param s the model's answer as a logit; null when no model ranked the item
   * @param b the model's answer for an unknown user; null when it wasn't computed
   * @param facts the item's facts that its reason cites
   * @param reason why the item is shown; null when there is no reason yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String id,
      double score,
      int firstStageRank,
      Ranking.RankedBy rankedBy,
      double propensity,
      double firstStage,
      double popularity,
      @Nullable Double ageDays,
      @Nullable Double s,
      @Nullable Double b,
      Map<String, Double> contributions,
      List<Fact> facts,
      @Nullable Reason reason) {

    private static Item of(Ranking.Entry entry, double propensity, @Nullable Reason reason) {
      Ranking.Answer answer = entry.answer();
      return new Item(
          entry.candidate().id(),
          entry.score(),
          entry.firstStageRank(),
          entry.rankedBy(),
          propensity,
          entry.candidate().firstStageScore(),
          entry.candidate().popularity(),
          known(entry.candidate().ageDays()),
          answer == null ? null : known(answer.s()),
          answer == null ? null : known(answer.b()),
          entry.contributions(),
          entry.candidate().facts().stream()
              .filter(fact -> reason != null && reason.cites().contains(fact.id()))
              .toList(),
          reason);
    }

    Ranking.@Nullable Answer answer() {
      return s == null ? null : new Ranking.Answer(s, b == null ? Double.NaN : b);
    }

    private static @Nullable Double known(double number) {
      return Double.isNaN(number) ? null : number;
    }
  }

  /**
   * Creates the stored form of a ranking.
   *
   * @param entries best first
   * @param propensities for each entry the probability of its position
   * @param reasons the existing reasons, by item id
   */
  public static StoredRanking of(
      ListVersion version,
      ModelInfo model,
      @Nullable String query,
      List<Ranking.Entry> entries,
      List<Double> propensities,
      Map<String, Reason> reasons) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Ranking.Entry entry = entries.get(i);
      items.add(Item.of(entry, propensities.get(i), reasons.get(entry.candidate().id())));
    }
    return new StoredRanking(version, model, query, items);
  }

  /** The JSON form in UTF-8. */
  public byte[] bytes() {
    return RankingJson.bytes(this);
  }

  /**
   * Reads the stored form.
   *
   * @throws IllegalArgumentException when it can't be read, for example when another version stored
   *     it
   */
  public static StoredRanking read(byte[] bytes) {
    try {
      return RankingJson.read(bytes, StoredRanking.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a stored ranking", e);
    }
  }
}
