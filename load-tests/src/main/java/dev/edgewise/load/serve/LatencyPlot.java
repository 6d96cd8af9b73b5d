/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import dev.edgewise.load.serve.ServeFigures.CatalogueFigures;
import dev.edgewise.load.serve.ServeFigures.FigureRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A drawing of the times of answers over the rate of requests, as SVG: one panel for each
 * catalogue, both axes logarithmic, and a dashed line at the deadline. Lengths are pixels.
 */
final class LatencyPlot {
  private static final double DEADLINE = ServePlan.DEADLINE.toNanos() / 1e6;
  private static final int WIDTH = 430;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int TOP = 30;
  private static final int BOTTOM = 65;
  private static final int LEGEND = 85;
  private static final List<LoadFigure> FIGURES = List.of(LoadFigure.MEDIAN, LoadFigure.P99);
  private static final List<String> COLOURS = List.of("#0b63a5", "#c2410c");

  private final Axis x;
  private final Axis y;
  private final List<FigureRow> rows;

  /** A logarithmic axis over whole powers of ten, from one pixel to another. */
  private record Axis(int low, int high, double from, double to) {
    static Axis of(List<Double> values, double from, double to) {
      double least = values.stream().mapToDouble(value -> value).min().orElse(1);
      double most = values.stream().mapToDouble(value -> value).max().orElse(10);
      int low = (int) Math.floor(Math.log10(Math.max(least, 0.01)));
      int high = (int) Math.ceil(Math.log10(Math.max(most, 0.01)));
      return new Axis(low, Math.max(high, low + 1), from, to);
    }

    double at(double value) {
      double share = (Math.log10(Math.max(value, 1e-3)) - low) / (high - low);
      return from + share * (to - from);
    }
  }

  private LatencyPlot(CatalogueFigures catalogue) {
    rows = catalogue.loads();
    List<Double> rates = rows.stream().map(row -> row.median(LoadFigure.ASKED)).toList();
    List<Double> millis = new ArrayList<>();
    for (LoadFigure figure : FIGURES) {
      rows.forEach(row -> millis.add(row.median(figure)));
    }
    millis.add(DEADLINE);
    x = Axis.of(rates, LEFT, WIDTH - RIGHT);
    y = Axis.of(millis, HEIGHT - BOTTOM, TOP);
  }

  static String of(ServeFigures figures) {
    StringBuilder svg = new StringBuilder();
    int width = WIDTH * Math.max(1, figures.catalogues().size());
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
            font-family="sans-serif" font-size="11">
            <rect width="%d" height="%d" fill="#ffffff"/>
            """,
            width,
            HEIGHT,
            width,
            HEIGHT,
            width,
            HEIGHT));
    for (int i = 0; i < figures.catalogues().size(); i++) {
      CatalogueFigures catalogue = figures.catalogues().get(i);
      svg.append(String.format(Locale.ROOT, "<g transform=\"translate(%d 0)\">\n", i * WIDTH));
      svg.append(new LatencyPlot(catalogue).panel(catalogue.name()));
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private String panel(String name) {
    StringBuilder panel = new StringBuilder();
    panel.append(label(WIDTH / 2.0, 18, "middle", name));
    panel.append(label(WIDTH / 2.0, HEIGHT - 30, "middle", "requests a second"));
    panel.append(label(8, 18, "start", "ms"));
    for (int power = x.low; power <= x.high; power++) {
      double at = x.at(Math.pow(10, power));
      panel.append(line(at, TOP, at, HEIGHT - BOTTOM, "#dddddd"));
      panel.append(label(at, HEIGHT - BOTTOM + 15, "middle", powerOfTen(power)));
    }
    for (int power = y.low; power <= y.high; power++) {
      double at = y.at(Math.pow(10, power));
      panel.append(line(LEFT, at, WIDTH - RIGHT, at, "#dddddd"));
      panel.append(label(LEFT - 6, at + 4, "end", powerOfTen(power)));
    }
    double deadline = y.at(DEADLINE);
    panel.append(line(LEFT, deadline, WIDTH - RIGHT, deadline, "#777777\" stroke-dasharray=\"5 4"));
    panel.append(label(LEFT + 4, deadline - 4, "start", "deadline"));
    panel.append(label(LEFT, HEIGHT - 8, "start", "thick: median, thin: 99 %"));
    List<String> subjects = rows.stream().map(FigureRow::subject).distinct().toList();
    for (int i = 0; i < subjects.size(); i++) {
      String colour = COLOURS.get(i % COLOURS.size());
      panel.append(curves(subjects.get(i), colour));
      double at = LEFT + LEGEND * (i + 2);
      String anchor = "start\" fill=\"" + colour;
      panel.append(label(at, HEIGHT - 8, anchor, subjects.get(i)));
    }
    return panel.toString();
  }

  private String curves(String subject, String colour) {
    StringBuilder curves = new StringBuilder();
    List<FigureRow> own = rows.stream().filter(row -> row.subject().equals(subject)).toList();
    for (LoadFigure figure : FIGURES) {
      String points = own.stream().map(row -> point(row, figure)).collect(Collectors.joining(" "));
      curves.append(
          String.format(
              Locale.ROOT,
              "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>\n",
              points,
              colour,
              figure == LoadFigure.MEDIAN ? 2.5 : 1));
    }
    return curves.toString();
  }

  private String point(FigureRow row, LoadFigure figure) {
    double at = x.at(row.median(LoadFigure.ASKED));
    return String.format(Locale.ROOT, "%.1f,%.1f", at, y.at(row.median(figure)));
  }

  private static String powerOfTen(int power) {
    return FiguresPage.number(Math.pow(10, power));
  }

  private static String line(double x1, double y1, double x2, double y2, String stroke) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
        x1,
        y1,
        x2,
        y2,
        stroke);
  }

  private static String label(double x, double y, String anchor, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        x,
        y,
        anchor,
        words);
  }
}
