/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.rank;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
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
  private static final String CATEGORY = "category";

  /** All alike: of an offline request nothing but the order is known, and order is no score. */
  private static final double FIRST_STAGE_SCORE = 1;

  /**
   * Reads a request.
   *
   * @throws BadRequestException when it isn't one
   */
  static RankRequest parse(String json) {
    JsonFields request = JsonFields.of(parsed(json), "");
    if (!request.has("candidates")) {
      throw new BadRequestException("candidates is missing: it should be an array of items");
    }
    List<Candidate> candidates = candidates(request.objects("candidates"));
    UserContext user = user(request, candidates);
    return new RankRequest(
        new RankingRequest(user, candidates),
        limit(request, candidates.size()),
        request.flag("reasons"));
  }

  private static JsonElement parsed(String json) {
    try {
      return JsonParser.parseString(json);
    } catch (JsonParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BadRequestException(
          "The request is not JSON: " + String.valueOf(cause.getMessage()).split("\n", 2)[0], e);
    }
  }

  private static int limit(JsonFields request, int all) {
    double limit = request.number("limit").orElse((double) all);
    if (limit != Math.rint(limit) || (limit < 1 && request.has("limit"))) {
      throw new BadRequestException("limit should be a whole number from 1, not " + limit);
    }
    return (int) Math.min(limit, all);
  }

  private static List<Candidate> candidates(List<JsonFields> items) {
    List<Candidate> candidates = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonFields item : items) {
      String id = item.requiredText("id");
      if (!ids.add(id)) {
        throw new BadRequestException(item.path("id") + " is " + id + ", as another one's is");
      }
      candidates.add(
          new Candidate(
              id,
              item.requiredText("title"),
              facts(item),
              FIRST_STAGE_SCORE,
              item.text("text").orElse(""),
              0,
              Double.NaN));
    }
    return candidates;
  }

  private static List<Fact> facts(JsonFields item) {
    ItemFacts facts =
        ItemFacts.start()
            .categories(CATEGORY, item.texts("categories"))
            .attributes(item.values("attributes"));
    item.text("text").ifPresent(text -> facts.add(Fact.Kind.SAYS, "text", text));
    return facts.list();
  }

  private static UserContext user(JsonFields request, List<Candidate> candidates) {
    JsonFields profile = request.object("profile");
    StatedFacts facts = new StatedFacts(candidates);
    profile.texts("facts").forEach(facts::add);
    List<PastItem> history = new ArrayList<>();
    for (JsonFields past : profile.objects("history")) {
      history.add(StatedFacts.past(past));
    }
    return new UserContext(
        facts.list(),
        history,
        profile.text("language").orElse("en"),
        request.text("query").orElse(null));
  }
}
