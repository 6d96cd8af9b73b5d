/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.profile.Profile;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One user to measure on.
 *
 * @param profile as it is frozen
 * @param open what may be ranked: never what the user met before
 * @param targets items that a good list holds
 * @param newTargets those of them that nobody did anything with in the training events
 * @param learnt how many of the user's events are among the training events
 * @param taste mean popularity of the user's own items, as percentile; NaN without any
 */
public record Case(
    Profile profile,
    Predicate<String> open,
    Set<String> targets,
    Set<String> newTargets,
    int learnt,
    double taste) {}
