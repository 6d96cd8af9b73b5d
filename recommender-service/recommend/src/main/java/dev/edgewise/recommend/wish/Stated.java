/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a user stated to like and to dislike, in own words, as the catalogue understands it.
 *
 * @param likes one wish for each text that says what the user likes
 * @param not what no item may be: "no horror", or "horror" as a dislike
 * @param unwanted words that no item may have
 */
public record Stated(List<Wish> likes, List<Condition> not, List<Unwanted> unwanted) {
  /** Nothing was stated. */
  public static final Stated NOTHING = new Stated(List.of(), List.of(), List.of());

  public Stated {
    likes = List.copyOf(likes);
    not = List.copyOf(not);
    unwanted = List.copyOf(unwanted);
  }

  /** The liked traits, each as attribute and value: {@code genre:Western}. */
  public Set<String> likedTraits() {
    return traits(likes.stream().flatMap(wish -> wish.conditions().stream()));
  }

  /** The disliked traits. */
  public Set<String> dislikedTraits() {
    return traits(not.stream());
  }

  private static Set<String> traits(Stream<Condition> conditions) {
    Set<String> traits = new TreeSet<>();
    conditions
        .filter(one -> one.value() != null)
        .forEach(one -> traits.add(one.attribute() + ":" + one.value()));
    return traits;
  }

  /** What no item of a list may be or have, as a wish. */
  public Wish excluded() {
    return new Wish(not, "", List.of(), unwanted);
  }

  /** What of it holds for a list for which the user wishes something: the wish comes first. */
  public Stated beside(Wish wish) {
    List<Condition> rest =
        not.stream().filter(one -> wish.conditions().stream().noneMatch(one::denies)).toList();
    return new Stated(likes, rest, unwanted);
  }
}
