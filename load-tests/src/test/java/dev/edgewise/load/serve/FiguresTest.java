/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.load.serve.ServeFigures.CatalogueFigures;
import dev.edgewise.load.serve.ServeFigures.FigureRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the suite in their document. */
class FiguresTest {
  private static final Path DOCS = Path.of("../docs");

  @TempDir private Path folder;

  private static FigureRow row(String subject, double times, LoadFigure figure, double median) {
    return new FigureRow(subject, times, Map.of(figure, new Spread(median, median / 2, median)));
  }

  private static FigureRow load() {
    Map<LoadFigure, Spread> figures = new EnumMap<>(LoadFigure.class);
    figures.put(LoadFigure.ASKED, new Spread(50, 50, 50));
    figures.put(LoadFigure.MEDIAN, new Spread(12.34, 12.34, 12.34));
    figures.put(LoadFigure.P99, new Spread(480, 470, 500));
    figures.put(LoadFigure.LATE, new Spread(0.0042, 0, 0.5));
    return new FigureRow(ServeMeasurement.FRESH, 2, figures);
  }

  private static ServeFigures figures() {
    return new ServeFigures(
        "a machine",
        "2026-11-28",
        "./edgewise bench --suite serve",
        3,
        5,
        List.of(
            new CatalogueFigures(
                "films",
                1000,
                20_000,
                500,
                600.4,
                List.of(
                    row(ServeMeasurement.STORED, 0, LoadFigure.PEAK, 500),
                    row(ServeMeasurement.EMPTY, 0, LoadFigure.PEAK, 20_000)),
                List.of(load()))));
  }

  /** Otherwise run: ./edgewise bench --suite serve --from docs/figures/serve.json --out docs */
  @Test
  void theDocumentIsWhatTheStoredFiguresGive() throws Exception {
    ServeFigures stored = ServeFigures.read(DOCS.resolve(FiguresFolder.JSON));
    String page = Files.readString(DOCS.resolve(FiguresFolder.PAGE));
    assertThat(FiguresFolder.replaced(page, FiguresPage.of(stored))).isEqualTo(page);
    assertThat(DOCS.resolve(FiguresFolder.PLOT)).hasContent(LatencyPlot.of(stored));
  }

  @Test
  void theTableHasSpreadsSharesAndFractions() {
    assertThat(FiguresPage.of(figures()))
        .contains("Measured on 2026-11-28 on this machine: a machine.")
        .contains("films, 1,000 items, 20,000 users")
        .contains("| list, stored |  |  | 500 (250 to 500) | 2.50 % |  |")
        .contains("| list, fresh | 2 | 50 | 12.3 | 480 (470 to 500) | 0.42 % |")
        .contains("Metarank, published");
  }

  @Test
  void aFolderGetsPageDocumentAndPlot() throws Exception {
    FiguresFolder.write(folder, figures());
    assertThat(ServeFigures.read(folder.resolve(FiguresFolder.JSON))).isEqualTo(figures());
    Path page = folder.resolve(FiguresFolder.PAGE);
    assertThat(page).content().contains(FiguresPage.of(figures()));
    Files.writeString(page, "before\n" + Files.readString(page) + "after\n");
    FiguresFolder.write(folder, figures());
    assertThat(page)
        .content()
        .startsWith("before\n")
        .endsWith("after\n")
        .containsOnlyOnce("films,");
  }

  @Test
  void whatIsNoPageOrDocumentIsNamed() throws Exception {
    Path other = Files.writeString(folder.resolve("other.json"), "[1]");
    assertThatThrownBy(() -> ServeFigures.read(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.json must be a serve.json");
    assertThatThrownBy(() -> FiguresFolder.replaced("no section", ""))
        .hasMessageContaining("figures.md must have the lines");
  }

  @Test
  void spreadsAreOverRounds() {
    FigureRounds rounds = new FigureRounds();
    for (double value : new double[] {30, 10.00004, 20}) {
      rounds.add("a", 1, Map.of(LoadFigure.MEDIAN, value));
    }
    rounds.add("b", 1, Map.of(LoadFigure.MEDIAN, 7.0));
    assertThat(rounds.rows())
        .extracting(row -> row.figures().get(LoadFigure.MEDIAN))
        .containsExactly(new Spread(20, 10, 30), new Spread(7, 7, 7));
  }
}
