/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.reason.WritingStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for recommendations.
 *
 * @param user id of the user; empty for a session, whose profile comes with the request
 * @param limit the largest number of items, from 1
 * @param after an event that the profile should contain, or null
 * @param query what the user searches for now, or null
 * @param language BCP 47 tag of the texts, or null for the profile's language
 * @param style writing style of the texts
 * @param rewrite whether to rewrite the items' blurbs, too
 * @param placement the use of the list
 * @param items ids of the items that the placement starts from; none for its default
 * @param personal from 0 (what most users choose) to 1 (only what fits this user)
 * @param diversity how much similar items are spread out, from 0 to 1; null for the default
 * @param explain whether the answer needs the items' facts
 */
public record RecommendationRequest(
    String user,
    int limit,
    @Nullable EventPosition after,
    @Nullable String query,
    @Nullable String language,
    WritingStyle style,
    boolean rewrite,
    Placement placement,
    List<String> items,
    double personal,
    @Nullable Double diversity,
    boolean explain) {
  public RecommendationRequest {
    items = List.copyOf(items);
  }

  /** A request in the profile's language and the plain style. */
  public RecommendationRequest(String user, int limit, @Nullable EventPosition after) {
    this(
        user,
        limit,
        after,
        null,
        null,
        WritingStyle.PLAIN,
        false,
        Placement.FOR_YOU,
        List.of(),
        Placement.FOR_YOU.personal(),
        null,
        false);
  }

  /** Whether a precomputed list can answer it: no query, the default dial and only defaults. */
  boolean plain() {
    return query == null
        && !rewrite
        && placement.ranked()
        && personal == LearnedRanker.DEFAULT
        && diversity == null
        && style.equals(WritingStyle.PLAIN);
  }
}
