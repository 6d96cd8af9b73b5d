/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.UserContext;
import dev.edgewise.recommend.wish.Wish;

/**
 * For whom a list is made, and by when.
 *
 * @param user what ranker and reasons know of the user, with language and query
 * @param wish what the query of the user asks for
 * @param personal the dial of the list, from 0 to 1
 */
public record ListContext(
    Profile profile, UserContext user, Wish wish, double personal, Deadline deadline) {
  /** The same with an earlier deadline, which leaves a share (0 to 1) of the remaining time. */
  public ListContext reserving(double share) {
    return new ListContext(profile, user, wish, personal, deadline.reserving(share));
  }
}
