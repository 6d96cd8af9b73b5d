/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.reason.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A ranking made ahead of a request.
 *
 * @param stamp what it was made from
 * @param items best first
 */
public record StoredRanking(Stamp stamp, List<Item> items) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public StoredRanking {
    items = List.copyOf(items);
  }

  /** One of its items with its reason, and the facts of the item that this cites. */
  public record Item(
      String id,
      double score,
      int firstStageRank,
      double firstStage,
      Map<String, Double> contributions,
      List<Fact> facts,
      Reason reason) {}

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
