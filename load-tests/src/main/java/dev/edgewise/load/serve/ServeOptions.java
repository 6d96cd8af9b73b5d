/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the suite; other suites ignore them. */
public final class ServeOptions {
  @Option(names = "--items", description = "Items of the generated catalogue. Default: 100000.")
  int items = 100_000;

  @Option(names = "--catalogue", description = "films, generated or both (default), for serve.")
  ServedCatalogues catalogue = ServedCatalogues.both;

  @Option(names = "--rounds", description = "Rounds of serve. Default: 3.")
  int rounds = 3;

  @Option(names = "--seconds", description = "Seconds of each load of serve. Default: 5.")
  double seconds = 5;

  @Option(
      names = "--out",
      description =
          "Folder for the results of serve: figures/serve.json, figures/serve.svg and the section"
              + " in figures.md.")
  @Nullable Path out;

  @Option(
      names = "--from",
      description = "The serve.json of an earlier run, to be shown again instead of measuring.")
  @Nullable Path from;

  /** The catalogues that can be served. */
  enum ServedCatalogues {
    films,
    generated,
    both
  }

  /** The command with these options, without those that don't change the figures. */
  String command() {
    return "./edgewise bench --suite serve --catalogue %s --rounds %d --seconds %s --items %d"
        .formatted(catalogue, rounds, FiguresPage.number(seconds), items);
  }

  /** The sentence about a value that makes no sense; null when all do. */
  public @Nullable String problem() {
    if (items < 1000) {
      return "--items must be at least 1000, not " + items;
    }
    if (rounds < 1 || rounds > 100) {
      return "--rounds must be from 1 to 100, not " + rounds;
    }
    return seconds >= 0.1 && seconds <= 600
        ? null
        : "--seconds must be from 0.1 to 600, not " + seconds;
  }
}
