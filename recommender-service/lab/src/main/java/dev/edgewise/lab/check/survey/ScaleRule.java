/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import java.util.DoubleSummaryStatistics;

/** Chooses the scale of a source's ratings, by the rule of the commands that will read the file. */
@FunctionalInterface
public interface ScaleRule {
  /**
   * Chooses a scale.
   *
   * @param ratings lowest and highest rating of the source in the file, and their number
   */
  ScaleTaken choose(String source, DoubleSummaryStatistics ratings);
}
