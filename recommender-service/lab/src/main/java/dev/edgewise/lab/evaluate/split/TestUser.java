/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.profile.Profile;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A user whose lists are measured.
 *
 * @param profile from the user's earlier events
 * @param open which items may be ranked: never an item of the user's earlier events
 * @param targets items that a good list holds
 * @param history the items of the user's earlier events, oldest first; one for each event
 */
public record TestUser(
    Profile profile, Predicate<String> open, Set<String> targets, List<String> history) {}
