/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.edgewise.phi.archive.PhiShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The sizes of a model to train, as a file of JSON gives them. */
public final class ShapeFile {
  private static final Set<String> NAMES = Set.of("hidden", "layers", "heads", "ffn", "context");
  private static final int MOST = 100_000;

  private ShapeFile() {}

  /**
   * Reads the sizes.
   *
   * @throws BadInputException naming what is wrong and what would be right
   */
  public static PhiShape read(Path file) {
    try {
      JsonElement json = JsonParser.parseString(Files.readString(file));
      if (!json.isJsonObject() || !json.getAsJsonObject().keySet().equals(NAMES)) {
        throw new BadInputException(
            file + " must hold one object with hidden, layers, heads, ffn and context, each once");
      }
      JsonObject sizes = json.getAsJsonObject();
      return PhiShape.small(
          size(file, sizes, "hidden"),
          size(file, sizes, "layers"),
          size(file, sizes, "heads"),
          size(file, sizes, "ffn"),
          size(file, sizes, "context"));
    } catch (IOException e) {
      throw new BadInputException("can't read " + file + ": " + e.getMessage());
    } catch (JsonParseException | IllegalArgumentException e) {
      throw new BadInputException(file + ": " + e.getMessage());
    }
  }

  private static int size(Path file, JsonObject sizes, String name) {
    JsonElement value = sizes.get(name);
    if (!value.isJsonPrimitive()
        || !value.getAsString().matches("[1-9]\\d{0,5}")
        || value.getAsInt() > MOST) {
      throw new BadInputException(
          file + ": " + name + " must be a whole number from 1 to " + MOST + ", not " + value);
    }
    return value.getAsInt();
  }
}
