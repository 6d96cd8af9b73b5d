/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/**
 * Writes down what was shown, in which place, with which features and how likely, so that weights
 * can be fitted to what people did with it. Never keeps a request waiting. Thread-safe.
 */
public final class RankingLog {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BiConsumer<String, byte[]> writer;
  private final InstantSource clock;

  /**
   * A log.
   *
   * @param writer takes a user and what to write down; returns at once
   */
  public RankingLog(BiConsumer<String, byte[]> writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /** Writes a recommendation down. */
  void record(Recommendation shown) {
    ObjectNode json = JSON.createObjectNode();
    json.put("requestId", shown.requestId());
    json.put("time", clock.instant().toString());
    json.put("user", shown.profile().user());
    json.put("profileVersion", shown.profile().version());
    json.put("model", shown.model().hash());
    json.put("prompt", shown.model().prompt());
    json.put("blend", shown.blend());
    ArrayNode items = json.putArray("items");
    for (int i = 0; i < shown.shown().size(); i++) {
      entry(
          items.addObject(),
          shown.shown().get(i),
          shown.page().ranks().get(i),
          shown.propensities().get(i));
    }
    try {
      writer.accept(shown.profile().user(), JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  private static void entry(ObjectNode json, Ranking.Entry entry, int position, double propensity) {
    Candidate candidate = entry.candidate();
    json.put("id", candidate.id());
    json.put("position", position);
    json.put("propensity", propensity);
    json.put("rankedBy", entry.rankedBy().label());
    json.put("score", entry.score());
    json.put("firstStageRank", entry.firstStageRank());
    ObjectNode features = json.putObject("features");
    features.put("firstStage", candidate.firstStageScore());
    features.put("popularity", candidate.popularity());
    if (!Double.isNaN(candidate.ageDays())) {
      features.put("ageDays", candidate.ageDays());
    }
    Ranking.Answer answer = entry.answer();
    if (answer != null) {
      features.put("model", answer.s());
      if (!Double.isNaN(answer.b())) {
        features.put("prior", answer.b());
      }
    }
    ObjectNode parts = json.putObject("contributions");
    entry.contributions().forEach(parts::put);
  }
}
