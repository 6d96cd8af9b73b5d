/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import java.util.List;

/** Pieces of a page; every text is escaped. */
final class Html {
  private Html() {}

  /** A text as content or attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A text within an element that has no attributes. */
  static String element(String name, String text) {
    return "<" + name + ">" + escape(text) + "</" + name + ">\n";
  }

  static String table(Table table) {
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table>\n<caption>");
    html.append(escape(table.title())).append("</caption>\n<thead>");
    row(html, table, table.header(), "th scope=\"col\"");
    html.append("</thead>\n<tbody>");
    table.rows().forEach(row -> row(html, table, row, "td"));
    return html.append("</tbody></table></div>\n").toString();
  }

  private static void row(StringBuilder html, Table table, List<String> cells, String cell) {
    html.append("<tr>");
    String end = cell.substring(0, 2);
    for (int i = 0; i < cells.size(); i++) {
      html.append('<').append(cell).append(i < table.labels() ? ">" : " class=\"figure\">");
      html.append(escape(cells.get(i))).append("</").append(end).append('>');
    }
    html.append("</tr>\n");
  }
}
