/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import java.io.IOException;
import java.util.List;

/**
 * The figures in the closing table that Gatling prints: its only form of them that is text, and
 * meant to be read.
 *
 * @param requests how many were sent
 * @param failed how many of them failed
 * @param median response time in ms
 * @param late response time in ms that 95 % of them don't exceed
 */
record GatlingSummary(double requests, double failed, double median, double late) {
  private static final String TITLE = "Global Information";

  /**
   * Reads it from the lines that Gatling printed.
   *
   * @throws IOException when the table, or one of its rows, isn't there
   */
  static GatlingSummary of(List<String> lines) throws IOException {
    int begin = lines.size() - 1;
    while (begin >= 0 && !lines.get(begin).contains(TITLE)) {
      begin--;
    }
    if (begin < 0) {
      throw new IOException("Gatling printed no table '" + TITLE + "'");
    }
    List<String> table = lines.subList(begin, lines.size());
    String[] count = cells(table, "request count");
    return new GatlingSummary(
        number(count[0]),
        number(count[2]),
        number(cells(table, "response time 50th percentile (ms)")[0]),
        number(cells(table, "response time 95th percentile (ms)")[0]));
  }

  /** Total, OK and KO of a row. */
  private static String[] cells(List<String> table, String row) throws IOException {
    for (String line : table) {
      String[] cells = line.split("\\|", -1);
      if (cells.length >= 4 && cells[0].strip().equals("> " + row)) {
        return new String[] {cells[1].strip(), cells[2].strip(), cells[3].strip()};
      }
    }
    throw new IOException("Gatling's table has no row '" + row + "'");
  }

  /** A dash is none: no request failed. */
  private static double number(String cell) throws IOException {
    try {
      return cell.equals("-") ? 0 : Double.parseDouble(cell.replace(",", ""));
    } catch (NumberFormatException e) {
      throw new IOException("Gatling's table has '" + cell + "' for a number", e);
    }
  }
}
