/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import dev.edgewise.load.serve.ServeFigures.FigureRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the figures of all rounds; rows keep the order of the first round. */
final class FigureRounds {
  private final Map<Row, Map<LoadFigure, List<Double>>> rows = new LinkedHashMap<>();

  private record Row(String subject, double times) {}

  void add(String subject, double times, Map<LoadFigure, Double> figures) {
    Map<LoadFigure, List<Double>> row =
        rows.computeIfAbsent(new Row(subject, times), _ -> new EnumMap<>(LoadFigure.class));
    figures.forEach(
        (figure, value) -> row.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value));
  }

  List<FigureRow> rows() {
    List<FigureRow> all = new ArrayList<>();
    rows.forEach((row, figures) -> {
      Map<LoadFigure, Spread> spreads = new EnumMap<>(LoadFigure.class);
      figures.forEach((figure, values) -> spreads.put(figure, Spread.of(values)));
      all.add(new FigureRow(row.subject, row.times, spreads));
    });
    return all;
  }
}
