/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.file.AtomicFile;
import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.ReasonSample;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.template.Templates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an evaluation as text, as a JSON document and as a web page. */
public final class Reports {
  /** The page's file name. */
  public static final String PAGE = "report.html";

  /** File name of the JSON document. */
  public static final String JSON = "evaluation.json";

  private Reports() {}

  /** Tables of plain text. */
  public static String text(Evaluation evaluation) {
    return Templates.render("report.txt", new Content(evaluation));
  }

  /** One JSON document. */
  public static String json(Evaluation evaluation) {
    return JsonReport.of(evaluation);
  }

  /** Samples of reasons as one JSON document. */
  public static String json(List<ReasonSample> samples) {
    return JsonReport.of((Object) samples);
  }

  /**
   * A drawing that needs no page around it, with a line for each series over the same places.
   *
   * @param label of the drawing
   * @param places names of the places, from left to right
   * @param series by name a value for each place
   */
  public static String lines(
      String label, List<String> places, Map<String, List<@Nullable Double>> series) {
    return Plot.lines(label, places, series, true);
  }

  /** A bar for each mean with its interval, by name, for a page with {@code report.css}. */
  public static String bars(String label, Map<String, Interval> means) {
    return Plot.bars(label, means);
  }

  /**
   * Writes page and document into a directory, each whole or not at all.
   *
   * @throws IOException when one can't be written
   */
  public static void write(Evaluation evaluation, Path directory) throws IOException {
    AtomicFile.write(directory.resolve(JSON), json(evaluation) + "\n");
    AtomicFile.write(
        directory.resolve(PAGE), Templates.render("report.html", new Content(evaluation)));
  }
}
