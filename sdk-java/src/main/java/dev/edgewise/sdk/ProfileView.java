/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.util.List;
import java.util.Map;

/**
 * What the service knows of a user.
 *
 * @param user the user's id
 * @param known whether anything was ever recorded of the user
 * @param version how many events have changed the profile
 * @param interactions distinct events ever applied
 * @param facts numbered statements: {@code P1} to its text
 * @param affinities signed liking by trait
 * @param recent ids of the items met last
 */
public record ProfileView(
    String user,
    boolean known,
    long version,
    long interactions,
    Map<String, String> facts,
    Map<String, Double> affinities,
    List<String> recent) {}
