/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.persona;

import java.util.List;

/**
 * A generated user with one taste.
 *
 * @param user an id that no user of the data has
 * @param trait the taste, for example {@code genre:Western}
 * @param likes well-known items with this trait, in the order in which the user likes them
 */
public record Persona(String user, String trait, List<String> likes) {}
