/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was shown to somebody, as the log of rankings has it: JSON, of which later versions may have
 * more. The pages of one list are entries of their own with the same request.
 *
 * @param requestId names the list
 * @param time when it was shown, in RFC 3339
 * @param user to whom
 * @param profileVersion version of the profile
 * @param model hash of the model
 * @param prompt version of its prompt
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
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public LoggedRanking {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(prompt, "prompt");
    items = List.copyOf(items);
  }

  /**
   * One of the items.
   *
   * @param position its place in the whole list, from 1
   * @param propensity how likely it was to get this place, above 0
   * @param rankedBy who decided its place, see {@link Ranking.RankedBy#label()}
   * @param features {@code firstStage}, the first stage's score; {@code popularity}, the share of
   *     users; where known {@code ageDays}, {@code model} and {@code prior}, see {@link
   *     Ranking.Answer}
   * @param contributions what each part added to its logit
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
        throw new IllegalArgumentException("a propensity of " + propensity);
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

  /** A recommendation that is shown now. */
  static LoggedRanking of(Recommendation shown, Instant now) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < shown.shown().size(); i++) {
      items.add(
          Item.of(shown.shown().get(i), shown.page().ranks().get(i), shown.propensities().get(i)));
    }
    return new LoggedRanking(
        shown.requestId(),
        now.toString(),
        shown.profile().user(),
        shown.profile().version(),
        shown.model().hash(),
        shown.model().prompt(),
        shown.blend(),
        items);
  }

  /** As the log has it. */
  public byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can be written", e);
    }
  }

  /**
   * An entry of the log.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static LoggedRanking read(byte[] bytes) {
    try {
      LoggedRanking ranking = JSON.readValue(bytes, LoggedRanking.class);
      var _ = ranking.at();
      return ranking;
    } catch (IOException | DateTimeParseException e) {
      throw new IllegalArgumentException("no logged ranking: " + e.getMessage(), e);
    }
  }

  /** When it was shown. */
  public Instant at() {
    return Instant.parse(time);
  }
}
