/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.rank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A request to rank, as read from JSON.
 *
 * @param ranking user and candidates
 * @param limit how many items the answer should have at most
 * @param reasons whether each should come with a reason
 */
record RankRequest(RankingRequest ranking, int limit, boolean reasons) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final int MOST = 10_000;
  private static final int LONGEST = 100_000;
  private static final String CATEGORY = "category";

  /** All alike: of an offline request nothing but the order is known, and order is no score. */
  private static final double FIRST_STAGE_SCORE = 1;

  /**
   * Reads a request.
   *
   * @throws BadRequestException when it isn't one
   */
  static RankRequest parse(String json) {
    JsonFields<BadRequestException> request =
        JsonFields.of(
            parsed(json),
            "",
            (field, why) ->
                new BadRequestException(
                    field.isEmpty() ? "the request " + why : field + ": " + why));
    if (!request.has("candidates")) {
      throw request.refused("candidates", "missing; must be an array of items");
    }
    List<Candidate> candidates = candidates(request.objects("candidates", MOST));
    UserContext user = user(request, candidates);
    return new RankRequest(
        new RankingRequest(user, candidates),
        (int) Math.min(candidates.size(), request.whole("limit", 1, MOST, MOST)),
        request.flag("reasons"));
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new BadRequestException("The request is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static List<Candidate> candidates(List<JsonFields<BadRequestException>> items) {
    List<Candidate> candidates = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonFields<BadRequestException> item : items) {
      String id = item.text("id", LONGEST);
      if (!ids.add(id)) {
        throw item.refused("id", "is " + id + ", which another candidate has as well");
      }
      candidates.add(
          new Candidate(
              id,
              item.text("title", LONGEST),
              facts(item),
              FIRST_STAGE_SCORE,
              item.text("text", LONGEST, ""),
              0,
              Double.NaN));
    }
    return candidates;
  }

  private static List<Fact> facts(JsonFields<BadRequestException> item) {
    ItemFacts facts =
        ItemFacts.start()
            .categories(CATEGORY, item.texts("categories", MOST, LONGEST))
            .attributes(item.values("attributes", MOST, LONGEST));
    if (item.has("text")) {
      facts.add(Fact.Kind.SAYS, "text", item.text("text", LONGEST));
    }
    return facts.list();
  }

  private static UserContext user(
      JsonFields<BadRequestException> request, List<Candidate> candidates) {
    JsonFields<BadRequestException> profile = request.object("profile");
    StatedFacts facts = new StatedFacts(candidates);
    profile.texts("facts", MOST, LONGEST).forEach(facts::add);
    List<PastItem> history = new ArrayList<>();
    for (JsonFields<BadRequestException> past : profile.objects("history", MOST)) {
      history.add(StatedFacts.past(past));
    }
    return new UserContext(
        facts.list(),
        history,
        profile.text("language", LONGEST, "en"),
        request.textOrNull("query", LONGEST));
  }
}
