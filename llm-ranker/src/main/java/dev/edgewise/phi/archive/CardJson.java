/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.edgewise.phi.token.ModelException;

/** Reader and writer of {@code model.json}. */
final class CardJson {
  static final int FORMAT = 3;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private CardJson() {}

  static String write(ArchiveInfo info) {
    ModelCard card = info.card();
    JsonObject json = new JsonObject();
    json.addProperty("format", info.format());
    json.addProperty("name", card.name());
    json.addProperty("architecture", "phi3");
    json.add("shape", GSON.toJsonTree(card.shape()));
    json.addProperty("originalContext", info.originalContext());
    json.addProperty("ropeFactor", info.ropeFactor());
    json.addProperty("precision", info.precision().toString());
    json.addProperty("trained", card.trained());
    json.addProperty("licence", card.licence());
    json.addProperty("promptVersion", card.promptVersion());
    json.add("limits", GSON.toJsonTree(card.limits()));
    JsonObject files = new JsonObject();
    files.addProperty(ArchiveInfo.MODEL, info.modelHash());
    if (info.tokenizerHash() != null) {
      files.addProperty(ArchiveInfo.TOKENIZER, info.tokenizerHash());
    }
    json.add("sha256", files);
    json.add("ranking", card.ranking());
    json.add("notes", card.notes());
    return GSON.toJson(json) + "\n";
  }

  /**
   * Reads a card.
   *
   * @param file name of the file, for messages
   * @throws ModelException when a field is missing or has the wrong type
   */
  static ArchiveInfo read(String text, String file) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      int format = field(json, "format", file).getAsInt();
      if (format < 1 || format > FORMAT) {
        throw new ModelException(file + " has format " + format + ", supported are 1 to " + FORMAT);
      }
      JsonObject hashes = field(json, "sha256", file).getAsJsonObject();
      ModelCard card = card(json, file, format);
      JsonElement original = json.get("originalContext");
      JsonElement factor = json.get("ropeFactor");
      JsonElement tokenizer = hashes.get(ArchiveInfo.TOKENIZER);
      return new ArchiveInfo(
          format,
          card,
          precision(field(json, "precision", file).getAsString(), file),
          original == null ? card.shape().context() : original.getAsInt(),
          factor == null ? 1 : factor.getAsDouble(),
          field(hashes, ArchiveInfo.MODEL, file).getAsString(),
          tokenizer == null ? null : tokenizer.getAsString());
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new ModelException(file + " should be a JSON object: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
  }

  private static ModelCard card(JsonObject json, String file, int format) {
    JsonObject limits = field(json, "limits", file).getAsJsonObject();
    return new ModelCard(
        field(json, "name", file).getAsString(),
        shape(field(json, "shape", file).getAsJsonObject(), file, format),
        field(json, "trained", file).getAsBoolean(),
        field(json, "licence", file).getAsString(),
        field(json, "promptVersion", file).getAsString(),
        new ModelCard.Limits(
            field(limits, "prefix", file).getAsInt(), field(limits, "branch", file).getAsInt()),
        field(json, "ranking", file).getAsJsonObject(),
        field(json, "notes", file).getAsJsonObject());
  }

  private static PhiShape shape(JsonObject json, String file, int format) {
    int hidden = field(json, "hidden", file).getAsInt();
    int heads = field(json, "heads", file).getAsInt();
    boolean first = format == 1; // the first format had neither rotary nor window
    return new PhiShape(
        field(json, "vocab", file).getAsInt(),
        hidden,
        field(json, "layers", file).getAsInt(),
        heads,
        field(json, "kvHeads", file).getAsInt(),
        field(json, "ffn", file).getAsInt(),
        first ? hidden / Math.max(1, heads) : field(json, "rotary", file).getAsInt(),
        field(json, "ropeTheta", file).getAsDouble(),
        field(json, "tiedHead", file).getAsBoolean(),
        field(json, "context", file).getAsInt(),
        first ? 0 : field(json, "window", file).getAsInt());
  }

  private static Precision precision(String name, String file) {
    try {
      return Precision.named(name);
    } catch (ModelException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
  }

  private static JsonElement field(JsonObject json, String name, String file) {
    JsonElement value = json.get(name);
    if (value == null || value.isJsonNull()) {
      throw new ModelException(file + " should have a field " + name);
    }
    return value;
  }
}
