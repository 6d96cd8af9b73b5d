/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.profile.Event;

/**
 * Something that a user did with an item, as sources learn from it.
 *
 * @param event what was done
 * @param item the item's number
 * @param liking how much liking it shows, from -1 to 1
 * @param history what the user did up to it
 * @param newlyLiked whether the user hadn't liked the item before
 */
public record ItemEvent(
    Event event, int item, double liking, History history, boolean newlyLiked) {}
