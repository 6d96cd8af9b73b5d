/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;

/**
 * What somebody looked for.
 *
 * @param words the query: data, never an instruction
 * @param time when
 */
public record Search(String words, Instant time) {}
