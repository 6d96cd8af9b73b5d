/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with the document of figures, whose section about the service is generated. */
final class FiguresFolder {
  static final String PAGE = "figures.md";
  static final String JSON = "figures/serve.json";
  static final String PLOT = "figures/serve.svg";
  private static final String BEGIN = "<!-- generated from figures/serve.json -->\n";
  private static final String END = "<!-- end of the generated part -->\n";

  private FiguresFolder() {}

  /** Writes JSON document and plot, and the section into the page, which may not exist yet. */
  static void write(Path folder, ServeFigures figures) throws IOException {
    Files.createDirectories(folder.resolve(JSON).getParent());
    Files.writeString(folder.resolve(JSON), figures.json());
    Files.writeString(folder.resolve(PLOT), LatencyPlot.of(figures));
    Path page = folder.resolve(PAGE);
    String before = Files.exists(page) ? Files.readString(page) : BEGIN + END;
    Files.writeString(page, replaced(before, FiguresPage.of(figures)));
  }

  /** The page with another section. */
  static String replaced(String page, String section) throws IOException {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(PAGE + " must have the lines " + BEGIN.strip() + " and " + END.strip());
    }
    return page.substring(0, begin + BEGIN.length()) + section + page.substring(end);
  }
}
