/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.rank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.JsonFlaw;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.recommend.catalogue.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A request to rank, parsed from JSON.
 *
 * @param ranking user and candidates
 * @param limit the maximum number of items in the answer
 * @param reasons whether to write a reason for each item
 */
record RankRequest(RankingRequest ranking, int limit, boolean reasons) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final int MAX = 10_000;
  private static final int MAX_LENGTH = 100_000;
  private static final String CATEGORY = "category";

  /** The same for all candidates, because an offline request gives an order but no scores. */
  private static final double FIRST_STAGE_SCORE = 1;

  /**
   * Parses a request.
   *
   * @throws BadInputException when it isn't a valid request; the message names the field
   */
  static RankRequest parse(String json) {
    JsonFields<BadInputException> request =
        JsonFields.of(
            parsed(json),
            "",
            (field, why) ->
                new BadInputException(field.isEmpty() ? "the request " + why : field + ": " + why));
    if (!request.has("candidates")) {
      throw request.refused("candidates", "missing; must be an array of items");
    }
    List<Candidate> candidates = candidates(request.objects("candidates", MAX));
    UserContext user = user(request, candidates);
    return new RankRequest(
        new RankingRequest(user, candidates),
        (int) Math.min(candidates.size(), request.whole("limit", 1, MAX, MAX)),
        request.flag("reasons"));
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new BadInputException("The request is not JSON: " + JsonFlaw.of(e));
    }
  }

  private static List<Candidate> candidates(List<JsonFields<BadInputException>> items) {
    List<Candidate> candidates = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonFields<BadInputException> item : items) {
      String id = item.text("id", MAX_LENGTH);
      if (!ids.add(id)) {
        throw item.refused("id", "is " + id + ", which another candidate has as well");
      }
      candidates.add(
          new Candidate(
              id,
              item.text("title", MAX_LENGTH),
              facts(item),
              FIRST_STAGE_SCORE,
              item.text("text", MAX_LENGTH, ""),
              0,
              Double.NaN));
    }
    return candidates;
  }

  private static List<Fact> facts(JsonFields<BadInputException> item) {
    ItemFacts facts =
        ItemFacts.start()
            .categories(CATEGORY, item.texts("categories", Item.MAX_CATEGORIES, Item.MAX_CATEGORY))
            .attributes(
                item.values("attributes", Item.MAX_ATTRIBUTES, Item.MAX_NAME, Item.MAX_VALUE));
    if (item.has("text")) {
      facts.add(Fact.Kind.SAYS, "text", item.text("text", MAX_LENGTH));
    }
    return facts.list();
  }

  private static UserContext user(
      JsonFields<BadInputException> request, List<Candidate> candidates) {
    JsonFields<BadInputException> profile = request.object("profile");
    StatedFacts facts = new StatedFacts(candidates);
    profile.texts("facts", MAX, MAX_LENGTH).forEach(facts::add);
    List<PastItem> history = new ArrayList<>();
    for (JsonFields<BadInputException> past : profile.objects("history", MAX)) {
      history.add(StatedFacts.past(past));
    }
    return new UserContext(
        facts.list(),
        history,
        profile.text("language", MAX_LENGTH, "en"),
        request.textOrNull("query", MAX_LENGTH));
  }
}
