/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a profile's recent history.
 *
 * @param item the item's id
 * @param type the event's type
 * @param time when it happened
 * @param value the event's value, in its source's scale
 * @param weight how much liking it shows, from -1 (rejected) to 1 (loved); 0 says nothing
 */
public record Interaction(
    String item, String type, Instant time, @Nullable Double value, double weight) {}
