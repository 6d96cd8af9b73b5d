/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

/** What is measured of a load. The constants are the names in the JSON document. */
public enum LoadFigure {
  ASKED("asked/s", FigureUnit.RATE),
  ANSWERED("answered/s", FigureUnit.RATE),
  MEDIAN("median, ms", FigureUnit.MILLIS),
  P99("99 %, ms", FigureUnit.MILLIS),
  LONGEST("longest, ms", FigureUnit.MILLIS),
  IN_FULL("in full", FigureUnit.SHARE),
  STORED("from a stored list", FigureUnit.SHARE),
  AT_ONCE("simpler, at once", FigureUnit.SHARE),
  REFUSED("error", FigureUnit.SHARE),
  LATE("past the deadline", FigureUnit.SHARE),
  PROFILE_P99("profile meanwhile, 99 %, ms", FigureUnit.MILLIS),
  PROCESSOR("processor time an answer, ms", FigureUnit.MILLIS),
  GENERATOR("processor: generator", FigureUnit.SHARE),
  OTHERS("processor: others", FigureUnit.SHARE),
  PEAK("most a second", FigureUnit.RATE);

  /** How a figure is shown. */
  enum FigureUnit {
    RATE,
    MILLIS,
    SHARE
  }

  final String title;
  final FigureUnit unit;

  LoadFigure(String title, FigureUnit unit) {
    this.title = title;
    this.unit = unit;
  }
}
