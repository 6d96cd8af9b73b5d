/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.recommend.stored.ListVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a list depends on: equal keys give equal lists.
 *
 * @param user id of the user; empty for all users of whom nothing is known, whose lists are equal
 * @param version of the data that it is made from, with the language of its reasons
 * @param query what the user searches for, or null
 * @param placement name of the use
 * @param items the items that it starts from, none for the default
 * @param personal from 0 to 1
 * @param diversity from 0 to 1, or null for the default
 * @param limit the largest limit that the list serves
 */
record ListKey(
    String user,
    ListVersion version,
    @Nullable String query,
    String placement,
    List<String> items,
    double personal,
    @Nullable Double diversity,
    int limit) {
  /** Lists for fewer items are equal to those for this number. */
  private static final int SMALLEST_LIMIT = 20;

  static ListKey of(RecommendationRequest request, ListVersion version) {
    return new ListKey(
        version.profile() == 0 ? "" : request.user(),
        version,
        request.query(),
        request.placement().name(),
        request.items(),
        request.personal(),
        request.diversity(),
        Math.max(SMALLEST_LIMIT, request.limit()));
  }
}
