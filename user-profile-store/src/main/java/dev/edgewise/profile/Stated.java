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
public record Stated(@Nullable String language, List<String> likes, List<String> dislikes) {
  public static final Stated NOTHING = new Stated(null, List.of(), List.of());

  public Stated {
    likes = List.copyOf(likes);
    dislikes = List.copyOf(dislikes);
  }

  /** After a correction; what it leaves open stays. */
  Stated corrected(ProfileRequest.Correct by) {
    String chosen = by.language();
    List<String> liked = by.likes();
    List<String> disliked = by.dislikes();
    return new Stated(
        chosen == null ? language : chosen,
        liked == null ? likes : liked,
        disliked == null ? dislikes : disliked);
  }
}
