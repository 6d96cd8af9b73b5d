/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
 * A ranking as it is kept: one made ahead of a request, or one that is paged through.
 *
 * @param stamp what it was made from
 * @param model which ranked it
 * @param query what was looked for, or null
 * @param items best first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredRanking(
    ListVersion stamp, ModelInfo model, @Nullable String query, List<Item> items) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public StoredRanking {
    items = List.copyOf(items);
  }

  /**
   * One of its items.
   *
   * @param propensity how likely it was to get its place
   * @param s what the model said of it, or null when it wasn't asked
   * @param b what it said of it for an unknown user, or null when it wasn't asked
   * @param facts those of the item that its reason cites
   * @param reason why it is shown, or null when there is none yet
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

    /** An entry as it is kept. */
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

    /** What the model said of it, or null. */
    Ranking.@Nullable Answer answer() {
      return s == null ? null : new Ranking.Answer(s, b == null ? Double.NaN : b);
    }

    private static @Nullable Double known(double number) {
      return Double.isNaN(number) ? null : number;
    }
  }

  /**
   * A ranking as it is kept.
   *
   * @param entries best first
   * @param propensities for each, how likely it was to get its place
   * @param reasons those that there are, by item
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

  /** As it is stored: JSON. */
  byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can be written", e);
    }
  }

  /**
   * What was stored.
   *
   * @throws IllegalArgumentException when it is something else, for example of another version
   */
  static StoredRanking read(byte[] bytes) {
    try {
      return JSON.readValue(bytes, StoredRanking.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("no stored ranking", e);
    }
  }
}
