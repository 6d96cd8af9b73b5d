/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;

/**
 * The impressions of one item: how often the user saw it in a list.
 *
 * @param times number of impressions
 * @param last the time of the latest one
 */
public record Impressions(int times, Instant last) {}
