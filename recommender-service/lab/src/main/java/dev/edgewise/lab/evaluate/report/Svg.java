/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import java.util.Locale;

/** A drawing as SVG markup, growing; every text is escaped. Lengths are pixels. */
final class Svg {
  private final StringBuilder markup = new StringBuilder();

  /**
   * Begins a drawing.
   *
   * @param label what it shows, for those who can't see it
   */
  Svg(double width, double height, String label) {
    markup.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" role=\"img\" aria-label=\"%s\">",
            width,
            height,
            width,
            Html.escape(label)));
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    markup.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
            x1,
            y1,
            x2,
            y2,
            style));
    return this;
  }

  Svg bar(double x, double y, double width, double height, String style) {
    markup.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" class=\"%s\"/>",
            x,
            y,
            Math.max(0, width),
            height,
            style));
    return this;
  }

  Svg dot(double x, double y, String style, String title) {
    markup.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" class=\"%s\"><title>%s</title></circle>",
            x,
            y,
            style,
            Html.escape(title)));
    return this;
  }

  /**
   * A text.
   *
   * @param anchor start, middle or end
   */
  Svg text(double x, double y, String anchor, String style, String text) {
    markup.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
            x,
            y,
            anchor,
            style,
            Html.escape(text)));
    return this;
  }

  String end() {
    return markup.append("</svg>").toString();
  }
}
