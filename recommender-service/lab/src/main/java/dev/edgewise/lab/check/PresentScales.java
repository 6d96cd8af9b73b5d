/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.check.survey.ScaleRule;
import dev.edgewise.lab.check.survey.ScaleTaken;
import dev.edgewise.lab.check.survey.ScaleTaken.Origin;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import java.util.DoubleSummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * The rule of service and evaluation: a scale that is given, else one that is declared, else the
 * smallest usual one that contains the ratings of the file.
 */
record PresentScales(@Nullable ValueScale given, SignalWeights signals) implements ScaleRule {

  @Override
  public ScaleTaken choose(String source, DoubleSummaryStatistics ratings) {
    if (given != null) {
      return new ScaleTaken(source, given, Origin.GIVEN);
    }
    ValueScale declared = signals.scales().get(source);
    if (declared != null) {
      return new ScaleTaken(source, declared, Origin.DECLARED);
    }
    ValueScale learnt = ValueScale.learnt(ratings.getMin(), ratings.getMax());
    return new ScaleTaken(source, learnt, Origin.LEARNT);
  }
}
