/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;

/**
 * How often an item was shown to somebody.
 *
 * @param times how many impressions
 * @param last the latest of them
 */
public record Impressions(int times, Instant last) {}
