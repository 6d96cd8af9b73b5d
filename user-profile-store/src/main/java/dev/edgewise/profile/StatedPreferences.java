/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person said about itself, in its own words: data, never an instruction.
 *
 * @param language BCP 47 tag that the person chose, or null
 * @param likes what it likes
 * @param dislikes what it doesn't
 */
public record StatedPreferences(
    @Nullable String language, List<String> likes, List<String> dislikes) {
  public static final StatedPreferences NOTHING = new StatedPreferences(null, List.of(), List.of());

  public StatedPreferences {
    likes = List.copyOf(likes);
    dislikes = List.copyOf(dislikes);
  }

  /** After a correction; what it leaves open stays. */
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
