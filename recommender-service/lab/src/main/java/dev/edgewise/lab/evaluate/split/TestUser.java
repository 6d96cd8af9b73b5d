/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.profile.Profile;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A user whose lists are measured.
 *
 * @param profile from the training events
 * @param open which items may be ranked: never an item of the user's earlier events
 * @param targets items that a good list holds
 * @param newTargets the targets without any training event
 * @param learnt how many of the user's events are training events
 * @param taste mean popularity percentile of the items of the user's training events; NaN without
 *     any
 */
public record TestUser(
    Profile profile,
    Predicate<String> open,
    Set<String> targets,
    Set<String> newTargets,
    int learnt,
    double taste) {}
