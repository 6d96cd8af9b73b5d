/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.util.List;
import java.util.Map;

/**
 * The service's knowledge of a user.
 *
 * @param user the user's id
 * @param known whether the service has ever recorded anything about the user
 * @param version how many events have changed the profile
 * @param interactions how many distinct events were applied
 * @param facts numbered statements: the text by the id, such as {@code P1}
 * @param affinities signed liking by trait
 * @param recent ids of the latest items
 */
public record ProfileView(
    String user,
    boolean known,
    long version,
    long interactions,
    Map<String, String> facts,
    Map<String, Double> affinities,
    List<String> recent) {}
