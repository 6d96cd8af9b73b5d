/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One way to find items for a user. Not thread-safe by itself: {@link Candidates} lets many read or
 * one write.
 */
interface CandidateSource {

  /** What it is called in weights and in evaluations. */
  String name();

  /**
   * The best items for this user.
   *
   * @param open whether an item may be recommended at all
   * @param most how many at most
   * @return positive scores by item id; comparable within one answer only
   */
  Map<String, Double> find(Profile profile, Predicate<String> open, int most);

  /**
   * Learns from an event.
   *
   * @param weight how much liking it shows, from -1 to 1
   */
  void record(Event event, double weight);
}
