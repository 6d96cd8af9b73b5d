/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.profile.Event;

/**
 * An event of a user with an item, in the form that sources learn from.
 *
 * @param event the event
 * @param item number of the item
 * @param liking how much liking the event shows, from -1 to 1
 * @param history the user's history, including this event
 * @param newlyLiked whether the user likes the item now and did not before
 */
public record ItemEvent(
    Event event, int item, double liking, History history, boolean newlyLiked) {}
