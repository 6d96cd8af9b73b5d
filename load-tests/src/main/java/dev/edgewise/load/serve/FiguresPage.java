/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import dev.edgewise.load.serve.LoadFigure.FigureUnit;
import dev.edgewise.load.serve.ServeFigures.CatalogueFigures;
import dev.edgewise.load.serve.ServeFigures.FigureRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The figures as a section in Markdown. */
final class FiguresPage {
  /** The figures whose lowest and highest round are shown, too. */
  private static final Set<LoadFigure> WITH_SPREAD =
      Set.of(LoadFigure.MEDIAN, LoadFigure.P99, LoadFigure.PEAK);

  /** Read from the plot of request sizes on Metarank's page, for its binary format in Redis. */
  private static final List<String> METARANK =
      List.of(
          "| Metarank, published: reranking 100 items | 7 | 10 | | | |",
          "| Metarank, published: reranking 25 items | 3 | 6 | | | |");

  private static final String METARANK_PAGE =
      "https://github.com/metarank/metarank/blob/stabledoc/doc/performance.md";

  private FiguresPage() {}

  static String of(ServeFigures figures) {
    StringBuilder page = new StringBuilder();
    page.append('\n').append(intro(figures));
    for (CatalogueFigures catalogue : figures.catalogues()) {
      page.append(section(catalogue));
    }
    return page.append("![Median and 99 % over the rate](figures/serve.svg)\n\n").toString();
  }

  private static String intro(ServeFigures figures) {
    return """
        %s

    Measured on %s on this machine: %s. Rounds: %d, with %s s for each load. A figure is the
    median of the rounds; where two numbers follow in brackets, they are the lowest and the
    highest round. Service, Kafka, Redis and the generator of the load share the machine;
    "processor: others" is the share that unrelated programs took. Metarank's figures are from
    the plot on [its page](%s), measured by its makers on another machine, with 100 items given
    in the request.

    """
        .formatted(
            figures.command(),
            figures.date(),
            figures.machine(),
            figures.rounds(),
            number(figures.seconds()),
            METARANK_PAGE);
  }

  private static String section(CatalogueFigures catalogue) {
    String head =
        "### Load: %s, %,d items, %,d users\n\n"
            .formatted(catalogue.name(), catalogue.items(), catalogue.users());
    String memory =
        "Resident memory of the service: %,.0f MiB before the load, %,.0f MiB after it.\n\n"
            .formatted(catalogue.learnt(), catalogue.loaded());
    return head + speeds(catalogue.speeds()) + "\n" + loads(catalogue.loads()) + "\n" + memory;
  }

  private static String speeds(List<FigureRow> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| asked for | alone: median, ms | alone: 99 %, ms | most a second |"
            + " of the empty endpoint's most | of the bare Redis reads' most |");
    lines.add("|---|---|---|---|---|---|");
    for (FigureRow row : rows) {
      lines.add(
          "| %s | %s | %s | %s | %s | %s |"
              .formatted(
                  row.subject(),
                  cell(row, LoadFigure.MEDIAN),
                  cell(row, LoadFigure.P99),
                  cell(row, LoadFigure.PEAK),
                  fraction(row, ServeMeasurement.EMPTY, rows),
                  fraction(row, ServeMeasurement.REDIS, rows)));
    }
    lines.addAll(METARANK);
    return String.join("\n", lines) + "\n";
  }

  /** The most a second as a fraction of that of a peer. */
  private static String fraction(FigureRow row, String peer, List<FigureRow> rows) {
    return rows.stream()
        .filter(other -> other.subject().equals(peer) && !other.equals(row))
        .map(other -> row.median(LoadFigure.PEAK) / other.median(LoadFigure.PEAK))
        .map(fraction -> number(100 * fraction) + " %")
        .findFirst()
        .orElse("");
  }

  private static String loads(List<FigureRow> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    List<LoadFigure> columns = List.copyOf(rows.getFirst().figures().keySet());
    List<String> lines = new ArrayList<>();
    lines.add(
        columns.stream()
            .map(column -> column.title)
            .collect(Collectors.joining(" | ", "| asked for | times the most | ", " |")));
    lines.add("|---".repeat(columns.size() + 2) + "|");
    for (FigureRow row : rows) {
      lines.add(
          columns.stream()
              .map(column -> cell(row, column))
              .collect(
                  Collectors.joining(
                      " | ", "| " + row.subject() + " | " + number(row.times()) + " | ", " |")));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String cell(FigureRow row, LoadFigure figure) {
    Spread spread = row.figures().get(figure);
    if (spread == null) {
      return "";
    }
    String median = text(spread.median(), figure);
    String low = text(spread.low(), figure);
    String high = text(spread.high(), figure);
    return !WITH_SPREAD.contains(figure) || low.equals(high)
        ? median
        : "%s (%s to %s)".formatted(median, low, high);
  }

  private static String text(double value, LoadFigure figure) {
    return figure.unit == FigureUnit.SHARE ? number(100 * value) + " %" : number(value);
  }

  /** Three digits, and whole numbers from 100 on. */
  static String number(double value) {
    int decimals = Math.abs(value) >= 100 || value == Math.rint(value) ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
