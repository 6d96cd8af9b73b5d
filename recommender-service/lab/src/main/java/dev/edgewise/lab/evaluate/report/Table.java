/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figures in rows and columns, as text.
 *
 * @param title of the table
 * @param header names of the columns
 * @param rows each as long as the header
 * @param labels how many columns, from the left, hold words instead of figures
 */
public record Table(String title, List<String> header, List<List<String>> rows, int labels) {

  /** The header and the rows as lines of text with aligned columns. */
  public List<String> lines() {
    return all().map(this::line).toList();
  }

  private Stream<List<String>> all() {
    return Stream.concat(Stream.of(header), rows.stream());
  }

  private String line(List<String> row) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> aligned(row.get(column), column))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private String aligned(String cell, int column) {
    int width = all().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String pad = " ".repeat(width - cell.length());
    return column < labels ? cell + pad : pad + cell;
  }
}
