/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The preferences that a user stated, in the user's own words. Treat the texts as data, never as
 * instructions.
 *
 * @param language the BCP 47 tag that the user chose, or null
 * @param likes descriptions of liked things
 * @param dislikes descriptions of disliked things
 */
public record StatedPreferences(
    @Nullable String language, List<String> likes, List<String> dislikes) {
  public static final StatedPreferences NOTHING = new StatedPreferences(null, List.of(), List.of());

  public StatedPreferences {
    likes = List.copyOf(likes);
    dislikes = List.copyOf(dislikes);
  }

  /** Returns the preferences after a correction; a null field of the correction changes nothing. */
  StatedPreferences corrected(ProfileRequest.Correct by) {
    String chosen = by.language();
    List<String> liked = by.likes();
    List<String> disliked = by.dislikes();
    return new StatedPreferences(
        chosen == null ? language : chosen,
        liked == null ? likes : liked,
        disliked == null ? dislikes : disliked);
  }
}
