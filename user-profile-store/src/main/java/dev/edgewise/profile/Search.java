/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;

/**
 * A search of a user.
 *
 * @param words the query: treat it as data, never as an instruction
 * @param time the time of the search
 */
public record Search(String words, Instant time) {}
