/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import dev.edgewise.recommend.stored.RankingJson;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A list that was shown to a user, as an entry of the ranking log. It is written as JSON; later
 * versions may add fields. The pages of one list are separate entries with the same request id.
 *
 * @param time when the list was shown, in RFC 3339
 * @param model hash of the model
 * @param prompt version of the model's prompt
 * @param blend version of the weights; 0 for the model's own
 * @param items in the order in which they were shown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoggedRanking(
    String requestId,
    String time,
    String user,
    long profileVersion,
    String model,
    String prompt,
    long blend,
    List<Item> items) {
  public LoggedRanking {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(prompt, "prompt");
    items = List.copyOf(items);
  }

  /**
   * An item of the list.
   *
   * @param position its position in the whole list, from 1
   * @param propensity the probability of this position, above 0 up to 1
   * @param rankedBy which stage decided its position, see {@link Ranking.RankedBy#label()}
   * @param features {@code firstStage}, the first-stage score; {@code popularity}, the share of
   *     users; if known {@code ageDays}, {@code model} and {@code prior}, see {@link
   *     Ranking.Answer}
   * @param contributions what each part added to the logit of the score
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(
      String id,
      int position,
      double propensity,
      String rankedBy,
      double score,
      int firstStageRank,
      Map<String, Double> features,
      Map<String, Double> contributions) {
    public Item {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(rankedBy, "rankedBy");
      Objects.requireNonNull(features, "features");
      Objects.requireNonNull(contributions, "contributions");
      if (!(propensity > 0 && propensity <= 1)) {
        throw new IllegalArgumentException(
            "propensity must be above 0 and at most 1, not " + propensity);
      }
    }

    private static Item of(Ranking.Entry entry, int position, double propensity) {
      return new Item(
          entry.candidate().id(),
          position,
          propensity,
          entry.rankedBy().label(),
          entry.score(),
          entry.firstStageRank(),
          features(entry),
          entry.contributions());
    }

    private static Map<String, Double> features(Ranking.Entry entry) {
      Candidate candidate = entry.candidate();
      Ranking.Answer answer = entry.answer();
      Map<String, Double> features = new LinkedHashMap<>();
      features.put("firstStage", candidate.firstStageScore());
      features.put("popularity", candidate.popularity());
      features.put("ageDays", candidate.ageDays());
      if (answer != null) {
        features.put("model", answer.s());
        features.put("prior", answer.b());
      }
      features.values().removeIf(value -> value.isNaN());
      return features;
    }
  }

  static LoggedRanking of(Recommendation shown, Instant time) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < shown.shown().size(); i++) {
      items.add(
          Item.of(shown.shown().get(i), shown.page().ranks().get(i), shown.propensities().get(i)));
    }
    return new LoggedRanking(
        shown.requestId(),
        time.toString(),
        shown.profile().user(),
        shown.profile().version(),
        shown.model().hash(),
        shown.model().prompt(),
        shown.blend(),
        items);
  }

  /** The JSON form in UTF-8. */
  public byte[] bytes() {
    return RankingJson.bytes(this);
  }

  /**
   * Reads an entry of the log.
   *
   * @throws IllegalArgumentException when the bytes are not a logged ranking
   */
  public static LoggedRanking read(byte[] bytes) {
    try {
      LoggedRanking ranking = RankingJson.read(bytes, LoggedRanking.class);
      var _ = ranking.at();
      return ranking;
    } catch (IOException | DateTimeParseException e) {
      throw new IllegalArgumentException("not a logged ranking: " + e.getMessage(), e);
    }
  }

  /** When the list was shown. */
  public Instant at() {
    return Instant.parse(time);
  }
}
