/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.cli.option.InputChecks;
import dev.edgewise.cli.option.InstallFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a demo.
 *
 * @param name of the catalogue; a data directory has one catalogue
 * @param events the past events, or null for none
 */
record DemoFiles(String name, Path items, @Nullable Path events) {
  private static final Set<String> BUNDLED = Set.of("films", "shop");

  /** Chooses the given files, or those of a bundled catalogue. */
  static DemoFiles choose(String catalogue, @Nullable Path items, @Nullable Path events) {
    if (items == null) {
      if (events != null) {
        throw new BadInputException("--events needs --items, the items of these events");
      }
      Path bundled = InstallFolder.catalogue(catalogue);
      if (!BUNDLED.contains(catalogue)) {
        throw new BadInputException("--catalogue must be films or shop, not '" + catalogue + "'");
      }
      if (!Files.isDirectory(bundled)) {
        throw new BadInputException(
            "no bundled catalogue at " + bundled.toAbsolutePath() + "; start with ./edgewise demo");
      }
      return new DemoFiles(
          catalogue, bundled.resolve("items.jsonl.gz"), bundled.resolve("events.jsonl.gz"));
    }
    Path name = InputChecks.requireFile("--items", items).getFileName();
    return new DemoFiles(
        "own-" + name.toString().replaceAll("[^A-Za-z0-9-].*", ""),
        items,
        events == null ? null : InputChecks.requireFile("--events", events).toAbsolutePath());
  }
}
