/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import dev.edgewise.profile.EventPosition;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param user for whom
 * @param limit how many items at most, from 1
 * @param after an event that the profile must have, or null
 */
public record Wish(String user, int limit, @Nullable EventPosition after) {}
