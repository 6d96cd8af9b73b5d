/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.JsonFlaw;
import dev.edgewise.phi.archive.PhiShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the sizes of a model to train from a JSON file. */
public final class ShapeFile {
  private static final Set<String> NAMES =
      new LinkedHashSet<>(List.of("hidden", "layers", "heads", "ffn", "context"));
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX = 100_000;

  private ShapeFile() {}

  /**
   * Reads the sizes.
   *
   * @throws BadInputException when the file isn't valid; the message names the field and its range
   */
  public static PhiShape read(Path file) {
    try {
      JsonFields<BadInputException> sizes =
          JsonFields.of(
                  JSON.readTree(Files.readString(file)),
                  "",
                  (field, why) -> new BadInputException(file + ": " + field + " " + why))
              .only(NAMES);
      return PhiShape.small(
          size(sizes, "hidden"),
          size(sizes, "layers"),
          size(sizes, "heads"),
          size(sizes, "ffn"),
          size(sizes, "context"));
    } catch (JsonProcessingException e) {
      throw new BadInputException(file + " is not JSON: " + JsonFlaw.of(e));
    } catch (IOException e) {
      throw new BadInputException("can't read " + file + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + ": " + e.getMessage());
    }
  }

  private static int size(JsonFields<BadInputException> sizes, String name) {
    long size = sizes.whole(name, 1, MAX, 0);
    if (size == 0) {
      throw sizes.refused(name, "is missing; must be a whole number from 1 to " + MAX);
    }
    return (int) size;
  }
}
