/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The figures of one run of the suite. Its JSON document has the names of the components.
 *
 * @param machine processor, cores and JDK in one line
 * @param date of the run, ISO 8601
 * @param command that ran
 */
public record ServeFigures(
    String machine,
    String date,
    String command,
    int rounds,
    double seconds,
    List<CatalogueFigures> catalogues) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /**
   * The figures of a service with one catalogue.
   *
   * @param learnt the resident memory of the service before the load, in MiB
   * @param loaded the same after the load
   * @param speeds one row for each kind of answer: alone, and the most a second
   * @param loads one row for each load of the open model
   */
  public record CatalogueFigures(
      String name,
      int items,
      int users,
      double learnt,
      double loaded,
      List<FigureRow> speeds,
      List<FigureRow> loads) {}

  /**
   * The figures of one load.
   *
   * @param subject what was asked for
   * @param times the load as a multiple of the saturation; 0 for the closed model
   */
  public record FigureRow(String subject, double times, Map<LoadFigure, Spread> figures) {
    public double median(LoadFigure figure) {
      Spread spread = figures.get(figure);
      if (spread == null) {
        throw new IllegalArgumentException(subject + " has no figure " + figure);
      }
      return spread.median();
    }
  }

  String json() {
    return GSON.toJson(this) + "\n";
  }

  /** Reads a document, or throws with a sentence that names the file. */
  static ServeFigures read(Path json) throws IOException {
    try {
      ServeFigures figures = GSON.fromJson(Files.readString(json), ServeFigures.class);
      if (figures != null && figures.catalogues != null) {
        return figures;
      }
    } catch (JsonParseException e) {
      // said below
    }
    throw new IOException(json + " must be a serve.json that this suite wrote");
  }
}
