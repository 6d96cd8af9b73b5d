/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import java.util.List;
import java.util.function.Predicate;

/** A way to order items, as it is evaluated. Implementations are safe for use by many threads. */
public interface EvaluatedRanker {

  /** What it is called in options and reports. */
  String name();

  /**
   * The best items for a user, best first, none twice; equal ones in an order that is always the
   * same.
   *
   * @param open which items may be ranked
   * @param most how many at most; fewer are given when it knows of no more
   */
  List<String> rank(Profile profile, Predicate<String> open, int most);
}
