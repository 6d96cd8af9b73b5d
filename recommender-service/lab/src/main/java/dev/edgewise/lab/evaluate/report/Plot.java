/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.template.Templates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plots as SVG. This class computes the values that depend on the data; the templates hold the rest
 * of the layout. Lengths are pixels.
 */
final class Plot {
  private static final double ROW = 26;
  private static final double BAR = 480;
  private static final double HEIGHT = 300;
  private static final double LEFT = 58;
  private static final double RIGHT = 518;
  private static final double TOP = 12;
  private static final double BOTTOM = 30;
  private static final double LINE_OF_TEXT = 14;
  private static final int TICKS = 4;

  /** The number of line styles in the style sheet; more series share them. */
  private static final int STYLES = 14;

  private final int places;
  private final double bottom;
  private final double top;

  private Plot(int places, double bottom, double top) {
    this.places = places;
    this.bottom = bottom;
    this.top = top;
  }

  private record Bar(String name, double y, double length, double low, double high, double value) {}

  private record Bars(String label, double height, List<Bar> bars) {}

  /** A bar for each value, from 0 to the largest end of an interval, with its interval. */
  static String bars(String label, Map<String, Interval> values) {
    double scale = BAR / most(values.values().stream().mapToDouble(Interval::high));
    List<Bar> bars = new ArrayList<>();
    values.forEach((name, i) ->
        bars.add(
            new Bar(
                name,
                ROW * bars.size(),
                i.mean() * scale,
                i.low() * scale,
                i.high() * scale,
                i.mean())));
    return bars("bars.svg", label, bars);
  }

  /** A bar for each share, from 0 to 1, one below the other. */
  static String funnel(String label, Map<String, Double> shares) {
    List<Bar> bars = new ArrayList<>();
    shares.forEach((name, share) ->
        bars.add(new Bar(name, ROW * bars.size(), BAR * share, 0, BAR, 100 * share)));
    return bars("funnel.svg", label, bars);
  }

  private static String bars(String template, String label, List<Bar> bars) {
    return Templates.render(template, new Bars(label, ROW * bars.size() + 8, bars));
  }

  private record Tick(String name, double at) {}

  private record Point(double x, double y, @Nullable Point from, String title) {}

  private record Line(String name, String style, List<Point> points, double end) {}

  private record Label(Line line, double y) {}

  private record Lines(
      String label,
      boolean alone,
      double height,
      List<Tick> ticks,
      List<Tick> places,
      List<Line> lines,
      List<Label> labels) {}

  /**
   * A line for each series over the same places, each named at its end.
   *
   * @param places names of the places, from left to right
   * @param series by name a value for each place; the line has a gap where it is null
   * @param alone whether the drawing has its own style sheet and needs no page around it
   */
  static String lines(
      String label,
      List<String> places,
      Map<String, List<@Nullable Double>> series,
      boolean alone) {
    double height = Math.max(HEIGHT, TOP + BOTTOM + LINE_OF_TEXT * series.size());
    double most =
        most(
            series.values().stream()
                .flatMap(List::stream)
                .mapToDouble(value -> value == null ? 0 : value));
    Plot plot = new Plot(places.size(), height - BOTTOM, most);
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<String, List<@Nullable Double>> one : series.entrySet()) {
      String style = "s" + lines.size() % STYLES;
      lines.add(plot.line(one.getKey(), style, places, one.getValue()));
    }
    List<Tick> ticks = IntStream.rangeClosed(0, TICKS).mapToObj(plot::tick).toList();
    List<Tick> named =
        IntStream.range(0, places.size())
            .mapToObj(i -> new Tick(places.get(i), plot.x(i)))
            .toList();
    return Templates.render(
        "lines.svg", new Lines(label, alone, height, ticks, named, lines, labels(lines)));
  }

  /** The largest value; 1 when none is above 0. */
  private static double most(DoubleStream values) {
    double most = values.max().orElse(0);
    return most > 0 ? most : 1;
  }

  private Tick tick(int i) {
    double value = top * i / TICKS;
    return new Tick(String.format(Locale.ROOT, "%.3f", value), y(value));
  }

  private Line line(String name, String style, List<String> names, List<@Nullable Double> values) {
    List<Point> points = new ArrayList<>();
    Point before = null;
    for (int i = 0; i < values.size(); i++) {
      Double value = values.get(i);
      if (value == null) {
        before = null;
        continue;
      }
      String title = name + " " + names.get(i) + ": " + Tables.figure(value);
      before = new Point(x(i), y(value), before, title);
      points.add(before);
    }
    return new Line(name, style, points, points.isEmpty() ? bottom : points.getLast().y());
  }

  private double x(int place) {
    return LEFT + place * (RIGHT - LEFT) / Math.max(1, places - 1);
  }

  private double y(double value) {
    return bottom - (bottom - TOP) * value / top;
  }

  /** The lines' names beside their ends, moved apart where they would cover each other. */
  private static List<Label> labels(List<Line> lines) {
    List<Line> down = lines.stream().sorted(Comparator.comparingDouble(Line::end)).toList();
    double[] at = down.stream().mapToDouble(Line::end).toArray();
    for (int i = 1; i < at.length; i++) {
      at[i] = Math.max(at[i], at[i - 1] + LINE_OF_TEXT);
    }
    double lowest = lines.stream().mapToDouble(Line::end).max().orElse(0);
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], lowest - LINE_OF_TEXT * (at.length - 1 - i));
    }
    return IntStream.range(0, at.length).mapToObj(i -> new Label(down.get(i), at[i])).toList();
  }
}
