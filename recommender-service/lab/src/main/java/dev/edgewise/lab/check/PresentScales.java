/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.check.read.DataFile.Format;
import dev.edgewise.lab.check.survey.ScaleRule;
import dev.edgewise.lab.check.survey.ScaleTaken;
import dev.edgewise.lab.check.survey.ScaleTaken.Origin;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import java.util.DoubleSummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * The rule of service and evaluation: a scale that is given, else one that is declared, else that
 * of the ratings in MovieLens files and CSV, else the standard one.
 */
record PresentScales(@Nullable ValueScale given, SignalWeights signals, Format format)
    implements ScaleRule {

  @Override
  public ScaleTaken choose(String source, DoubleSummaryStatistics ratings) {
    if (given != null) {
      return new ScaleTaken(source, given, Origin.GIVEN);
    }
    ValueScale declared = signals.scales().get(source);
    if (declared != null) {
      return new ScaleTaken(source, declared, Origin.DECLARED);
    }
    if (format == Format.JSON_LINES) {
      return new ScaleTaken(source, signals.defaultScale(), Origin.STANDARD);
    }
    double high = ratings.getMax();
    double low = Math.min(ratings.getMin(), high - 1); // equal ratings are all likes
    return new ScaleTaken(source, new ValueScale(low, high), Origin.LEARNT);
  }
}
