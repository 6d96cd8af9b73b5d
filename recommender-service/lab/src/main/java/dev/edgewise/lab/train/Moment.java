/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.UserContext;
import java.util.List;
import java.util.Set;

/**
 * A user at a moment: what the service would have known and shown, and what the user then liked.
 *
 * @param profile as it was
 * @param user the same, as the ranker is told
 * @param candidates the first stage's, best first
 * @param liked ids of what the user liked afterwards and hadn't met before
 */
record Moment(Profile profile, UserContext user, List<Candidate> candidates, Set<String> liked) {}
