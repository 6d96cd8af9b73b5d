/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.rank.reason.WritingStyle;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param user for whom
 * @param limit how many items at most, from 1
 * @param after an event that the profile must have, or null
 * @param query what the user is looking for right now, or null
 * @param language BCP 47 tag of the texts, or null for the profile's
 * @param style how the texts are to sound
 * @param rewrite whether blurbs are to be rewritten, too
 * @param diversity how much what is alike is spread, from 0 to 1; null for as usual
 */
public record RecommendationRequest(
    String user,
    int limit,
    @Nullable EventPosition after,
    @Nullable String query,
    @Nullable String language,
    WritingStyle style,
    boolean rewrite,
    @Nullable Double diversity) {

  /** A list in the profile's language, in plain words. */
  public RecommendationRequest(String user, int limit, @Nullable EventPosition after) {
    this(user, limit, after, null, null, WritingStyle.PLAIN, false, null);
  }

  /** Whether a list made ahead of it, for nobody's special wish, would do. */
  boolean plain() {
    return query == null && !rewrite && diversity == null && style.equals(WritingStyle.PLAIN);
  }
}
