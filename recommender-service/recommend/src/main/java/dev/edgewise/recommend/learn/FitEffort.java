/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import java.util.List;

/**
 * How much work a fit does.
 *
 * @param heldOut most users to measure on
 * @param users most users to train on
 * @param negatives most candidates of a user that the user didn't choose
 * @param networks trained for each end, the popular and the personal one
 * @param epochs least number of passes over the users
 * @param steps least number of steps
 */
record FitEffort(int heldOut, int users, int negatives, int networks, int epochs, int steps) {
  static final FitEffort FULL = new FitEffort(Integer.MAX_VALUE, Integer.MAX_VALUE, 200, 3, 6, 400);

  /** Takes a few seconds of one core. */
  static final FitEffort PREVIEW = new FitEffort(250, 1_000, 60, 1, 4, 200);

  List<Labelled> heldOut(List<Labelled> all) {
    return all.subList(0, Math.min(heldOut, all.size()));
  }

  List<Labelled> users(List<Labelled> all) {
    return all.subList(0, Math.min(users, all.size()));
  }
}
