/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.lab.evaluate.metric.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plots of an evaluation as SVG. */
final class Plot {
  private static final double WIDTH = 680;
  private static final double LABELS = 130;
  private static final double ROW = 26;
  private static final double FIGURES = 70;
  private static final double HEIGHT = 300;
  private static final double LEFT = 46;
  private static final double RIGHT = 150;
  private static final double TOP = 12;
  private static final double BOTTOM = 30;
  private static final double LINE_OF_TEXT = 14;

  /** As many line styles as the page's style sheet has; more series share them. */
  private static final int STYLES = 12;

  private Plot() {}

  /** A bar for each value, from 0 to the largest end of an interval, with its interval. */
  static String bars(String label, Map<String, Interval> values) {
    double most = values.values().stream().mapToDouble(Interval::high).max().orElse(0);
    double scale = (WIDTH - LABELS - FIGURES) / (most > 0 ? most : 1);
    Svg svg = new Svg(WIDTH, values.size() * ROW + 8, label);
    double y = 4;
    for (Map.Entry<String, Interval> value : values.entrySet()) {
      Interval i = value.getValue();
      double middle = y + ROW / 2;
      svg.text(LABELS - 8, middle + 4, "end", "label", value.getKey())
          .bar(LABELS, y + 4, i.mean() * scale, ROW - 8, "bar")
          .line(LABELS + i.low() * scale, middle, LABELS + i.high() * scale, middle, "range");
      for (double end : new double[] {i.low(), i.high()}) {
        double x = LABELS + end * scale;
        svg.line(x, middle - 4, x, middle + 4, "range");
      }
      svg.text(LABELS + i.high() * scale + 8, middle + 4, "start", "value", figure(i.mean()));
      y += ROW;
    }
    return svg.end();
  }

  /** A bar for each share, from 0 to 1, one below the other. */
  static String funnel(String label, Map<String, Double> shares) {
    Svg svg = new Svg(WIDTH, shares.size() * ROW + 8, label);
    double length = WIDTH - LABELS - FIGURES;
    double y = 4;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      double middle = y + ROW / 2;
      String percent = String.format(Locale.ROOT, "%.1f %%", 100 * share.getValue());
      svg.text(LABELS - 8, middle + 4, "end", "label", share.getKey())
          .bar(LABELS, y + 4, length, ROW - 8, "whole")
          .bar(LABELS, y + 4, length * share.getValue(), ROW - 8, "bar")
          .text(LABELS + length + 8, middle + 4, "start", "value", percent);
      y += ROW;
    }
    return svg.end();
  }

  /**
   * A line for each series over the same places, each named at its end.
   *
   * @param places names of the places, from left to right
   * @param series by name a value for each place, null where there is none: the line stops there
   */
  static String lines(
      String label, List<String> places, Map<String, List<@Nullable Double>> series) {
    double most =
        series.values().stream()
            .flatMap(List::stream)
            .mapToDouble(value -> value == null ? 0 : value)
            .max()
            .orElse(0);
    double top = most > 0 ? most : 1;
    double height = Math.max(HEIGHT, TOP + BOTTOM + LINE_OF_TEXT * series.size());
    Svg svg = new Svg(WIDTH, height, label);
    double bottom = height - BOTTOM;
    grid(svg, places, top, bottom);
    List<End> ends = new ArrayList<>();
    int style = 0;
    for (Map.Entry<String, List<@Nullable Double>> one : series.entrySet()) {
      String name = "s" + style++ % STYLES;
      double end = line(svg, one.getKey(), places, one.getValue(), name, bottom, top);
      ends.add(new End(one.getKey(), name, end));
    }
    legend(svg, ends);
    return svg.end();
  }

  private record End(String name, String style, double y) {}

  private static void grid(Svg svg, List<String> places, double top, double bottom) {
    for (int i = 0; i <= 4; i++) {
      double y = y(top * i / 4, bottom, top);
      svg.line(LEFT, y, WIDTH - RIGHT, y, "grid")
          .text(LEFT - 6, y + 4, "end", "value", String.format(Locale.ROOT, "%.3f", top * i / 4));
    }
    for (int i = 0; i < places.size(); i++) {
      svg.text(x(i, places), bottom + 20, "middle", "label", places.get(i));
    }
  }

  private static double line(
      Svg svg,
      String name,
      List<String> places,
      List<@Nullable Double> values,
      String style,
      double bottom,
      double top) {
    double last = bottom;
    for (int i = 0; i < values.size(); i++) {
      Double value = values.get(i);
      if (value == null) {
        continue;
      }
      Double before = i == 0 ? null : values.get(i - 1);
      if (before != null) {
        svg.line(
            x(i - 1, places), y(before, bottom, top), x(i, places), y(value, bottom, top), style);
      }
      last = y(value, bottom, top);
      svg.dot(x(i, places), last, style, name + " " + places.get(i) + ": " + figure(value));
    }
    return last;
  }

  /** Names beside the lines' ends, moved apart where they would cover each other. */
  private static void legend(Svg svg, List<End> ends) {
    List<End> down = ends.stream().sorted(Comparator.comparingDouble(End::y)).toList();
    double[] at = down.stream().mapToDouble(End::y).toArray();
    for (int i = 1; i < at.length; i++) {
      at[i] = Math.max(at[i], at[i - 1] + LINE_OF_TEXT);
    }
    double lowest = ends.stream().mapToDouble(End::y).max().orElse(0);
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], lowest - LINE_OF_TEXT * (at.length - 1 - i));
    }
    double x = WIDTH - RIGHT + 10;
    IntStream.range(0, at.length)
        .forEach(i -> {
          svg.line(x - 8, down.get(i).y(), x + 4, at[i], down.get(i).style() + " thin");
          svg.text(x + 8, at[i] + 4, "start", "label", down.get(i).name());
        });
  }

  private static double x(int place, List<String> places) {
    double step = (WIDTH - LEFT - RIGHT - 24) / Math.max(1, places.size() - 1);
    return LEFT + 12 + place * step;
  }

  private static double y(double value, double bottom, double top) {
    return bottom - (bottom - TOP) * value / top;
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
