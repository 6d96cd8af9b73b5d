/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.lab.evaluate.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation as tables of plain text. */
final class TextReport {
  private TextReport() {}

  static String of(Evaluation e) {
    StringBuilder text = new StringBuilder();
    Sentences.of(e).forEach(sentence -> text.append(sentence).append('\n'));
    List<String> metrics = new ArrayList<>(Tables.MAIN);
    metrics.addAll(Tables.BEYOND);
    append(text, Tables.metrics(e, "Means over the known users", metrics));
    append(text, Tables.slices(e));
    append(text, Tables.stages(e));
    append(text, Tables.paired(e));
    text.append('\n');
    e.notes().forEach(note -> text.append(note).append('\n'));
    text.append(String.format(Locale.ROOT, "%.1f s on %s%n", e.seconds(), e.machine()));
    return text.toString();
  }

  private static void append(StringBuilder text, Table table) {
    text.append('\n').append(table.title()).append('\n');
    append(text, table, table.header());
    table.rows().forEach(row -> append(text, table, row));
  }

  private static void append(StringBuilder text, Table table, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String pad = " ".repeat(width(table, i) - row.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(i < table.labels() ? row.get(i) + pad : pad + row.get(i));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(Table table, int column) {
    int widest = table.header().get(column).length();
    for (List<String> row : table.rows()) {
      widest = Math.max(widest, row.get(column).length());
    }
    return widest;
  }
}
