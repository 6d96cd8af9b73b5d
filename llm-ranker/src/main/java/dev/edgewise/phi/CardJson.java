/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Locale;

/** The form of {@code model.json}. */
final class CardJson {
  static final int FORMAT = 1;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private CardJson() {}

  static String write(ModelCard card, Precision precision, String modelHash, String tokenizerHash) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("name", card.name());
    json.addProperty("architecture", "phi3");
    json.add("shape", shape(card.shape()));
    json.addProperty("precision", precision.name().toLowerCase(Locale.ROOT));
    json.addProperty("trained", card.trained());
    json.addProperty("licence", card.licence());
    json.addProperty("promptVersion", card.promptVersion());
    JsonObject limits = new JsonObject();
    limits.addProperty("prefix", card.limits().prefix());
    limits.addProperty("branch", card.limits().branch());
    json.add("limits", limits);
    JsonObject files = new JsonObject();
    files.addProperty(PhiArchive.MODEL, modelHash);
    files.addProperty(PhiArchive.TOKENIZER, tokenizerHash);
    json.add("sha256", files);
    json.add("ranking", card.ranking());
    json.add("notes", card.notes());
    return GSON.toJson(json) + "\n";
  }

  private static JsonObject shape(PhiShape s) {
    JsonObject json = new JsonObject();
    json.addProperty("vocab", s.vocab());
    json.addProperty("hidden", s.hidden());
    json.addProperty("layers", s.layers());
    json.addProperty("heads", s.heads());
    json.addProperty("kvHeads", s.kvHeads());
    json.addProperty("ffn", s.ffn());
    json.addProperty("ropeTheta", s.ropeTheta());
    json.addProperty("tiedHead", s.tiedHead());
    json.addProperty("context", s.context());
    return json;
  }

  /** A card with the hashes that its files should have. */
  record Read(ModelCard card, Precision precision, String modelHash, String tokenizerHash) {}

  /**
   * Reads a card.
   *
   * @throws ModelException when a field is missing or not of its kind
   */
  static Read read(String text, String file) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      int format = field(json, "format", file).getAsInt();
      if (format != FORMAT) {
        throw new ModelException(file + " has format " + format + ", known is " + FORMAT);
      }
      JsonObject hashes = field(json, "sha256", file).getAsJsonObject();
      return new Read(
          card(json, file),
          precision(field(json, "precision", file).getAsString(), file),
          field(hashes, PhiArchive.MODEL, file).getAsString(),
          field(hashes, PhiArchive.TOKENIZER, file).getAsString());
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new ModelException(file + " should be a JSON object: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
  }

  private static ModelCard card(JsonObject json, String file) {
    JsonObject limits = field(json, "limits", file).getAsJsonObject();
    return new ModelCard(
        field(json, "name", file).getAsString(),
        shape(field(json, "shape", file).getAsJsonObject(), file),
        field(json, "trained", file).getAsBoolean(),
        field(json, "licence", file).getAsString(),
        field(json, "promptVersion", file).getAsString(),
        new ModelCard.Limits(
            field(limits, "prefix", file).getAsInt(), field(limits, "branch", file).getAsInt()),
        field(json, "ranking", file).getAsJsonObject(),
        field(json, "notes", file).getAsJsonObject());
  }

  private static PhiShape shape(JsonObject json, String file) {
    return new PhiShape(
        field(json, "vocab", file).getAsInt(),
        field(json, "hidden", file).getAsInt(),
        field(json, "layers", file).getAsInt(),
        field(json, "heads", file).getAsInt(),
        field(json, "kvHeads", file).getAsInt(),
        field(json, "ffn", file).getAsInt(),
        field(json, "ropeTheta", file).getAsDouble(),
        field(json, "tiedHead", file).getAsBoolean(),
        field(json, "context", file).getAsInt());
  }

  private static Precision precision(String name, String file) {
    for (Precision known : Precision.values()) {
      if (known.name().equalsIgnoreCase(name)) {
        return known;
      }
    }
    throw new ModelException(file + " has precision " + name + ", known are f32 and bf16");
  }

  private static JsonElement field(JsonObject json, String name, String file) {
    JsonElement value = json.get(name);
    if (value == null || value.isJsonNull()) {
      throw new ModelException(file + " should have a field " + name);
    }
    return value;
  }
}
