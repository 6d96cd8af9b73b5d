/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.profile.Profile;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One user to measure.
 *
 * @param profile frozen
 * @param open which items may be ranked: never one that the user met before
 * @param targets items that a good list holds
 * @param newTargets the targets without any training event
 * @param learnt how many of the user's events are training events
 * @param taste mean popularity of the user's own items, as percentile; NaN without any
 */
public record TestUser(
    Profile profile,
    Predicate<String> open,
    Set<String> targets,
    Set<String> newTargets,
    int learnt,
    double taste) {}
