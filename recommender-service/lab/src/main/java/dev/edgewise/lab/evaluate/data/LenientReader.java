/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.profile.Event;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.CatalogueException;
import dev.edgewise.recommend.catalogue.Item;
import java.nio.file.Path;

/**
 * Reads MovieLens files and CSV by the rules of an evaluation, but goes on behind records that are
 * wrong. Stateless and thread-safe.
 */
public final class LenientReader {
  private LenientReader() {}

  /** The description of a catalogue whose items are in such a file. */
  public static CatalogueDescription description(Path items) {
    return ItemFile.description(items);
  }

  /**
   * Gives each item to the sink; ids may be equal.
   *
   * @param dat whether it is a {@code movies.dat}, not CSV
   * @throws CatalogueException when the file can't be read, or CSV lacks a required column
   */
  public static void items(Path file, boolean dat, RecordSink<Item> sink) {
    ItemFile.read(file, dat, sink, note -> {});
  }

  /**
   * Gives each rating to the sink, as an event whose id is the number of its line.
   *
   * @param dat whether it is a {@code ratings.dat}, not CSV
   * @param source the source of the events
   * @throws CatalogueException when the file can't be read, or CSV lacks a required column
   */
  public static void ratings(Path file, boolean dat, String source, RecordSink<Event> sink) {
    RatingFile.read(file, dat, source, sink);
  }
}
