/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.cli.option.InputChecks;
import dev.edgewise.cli.option.InstallFolder;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.ingest.event.RatingScales;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  /** What changes when the file of past events changes, or what is known about its ratings. */
  String fingerprint(@Nullable ValueScale given) throws IOException {
    if (events == null) {
      return "none";
    }
    CatalogueDescription description = CatalogueDescription.beside(items);
    return List.of(
            events.getFileName(),
            Files.size(events),
            Files.getLastModifiedTime(events).toMillis(),
            description.source(),
            given == null ? description.ratings() : given)
        .toString();
  }

  /** The scales of the ratings in the past events. */
  RatingScales scales(@Nullable ValueScale given) throws IOException {
    CatalogueDescription description = CatalogueDescription.beside(items);
    RatingScales scales = description.scales(given);
    return events == null ? scales : scales.read(EventArchive.of(events, description.source()));
  }

  /**
   * The scale of ratings whose source declares none: the given one, or else the one that was learnt
   * for the catalogue's own source; empty when the catalogue or the service decides.
   */
  Optional<ValueScale> defaultScale(@Nullable ValueScale given, RatingScales scales) {
    String own = CatalogueDescription.beside(items).source();
    return Optional.ofNullable(given == null ? scales.learnt().get(own) : given);
  }
}
