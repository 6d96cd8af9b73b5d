/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.token.ModelException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a config.json says of a phi3 model. */
public final class HuggingFaceConfig {
  private final Path file;
  private final JsonObject json;
  private final PhiShape shape;
  private final Rope rope;

  private HuggingFaceConfig(Path file) {
    this.file = file;
    this.json = JsonFile.read(file);
    require("model_type", "phi3");
    requireIfThere("hidden_act", "silu");
    if (JsonFile.flag(json, "attention_bias", false)) {
      throw new ModelException(file + " has attention_bias true, known are models without biases");
    }
    double epsilon = JsonFile.number(json, "rms_norm_eps", PhiShape.NORM_EPSILON, file);
    if (Math.abs(epsilon / PhiShape.NORM_EPSILON - 1) > 1e-3) {
      throw new ModelException(
          file + " has rms_norm_eps " + epsilon + ", known is " + PhiShape.NORM_EPSILON);
    }
    try {
      this.shape = readShape();
      this.rope = readRope();
    } catch (IllegalArgumentException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws ModelException naming the field that is missing or of an unknown kind
   */
  public static HuggingFaceConfig read(Path file) {
    return new HuggingFaceConfig(file);
  }

  /** The sizes. */
  public PhiShape shape() {
    return shape;
  }

  /** The rotary embedding. */
  public Rope rope() {
    return rope;
  }

  private PhiShape readShape() {
    int hidden = whole("hidden_size", null);
    int heads = whole("num_attention_heads", null);
    if (heads < 1) {
      throw new ModelException(file + " has num_attention_heads " + heads + ", not above 0");
    }
    int width = hidden / heads;
    if (whole("head_dim", width) != width) {
      throw new ModelException(
          file
              + " has head_dim "
              + whole("head_dim", width)
              + ", known is hidden / heads "
              + width);
    }
    double turning = JsonFile.number(json, "partial_rotary_factor", 1.0, file);
    return new PhiShape(
        whole("vocab_size", null),
        hidden,
        whole("num_hidden_layers", null),
        heads,
        whole("num_key_value_heads", heads),
        whole("intermediate_size", null),
        (int) (width * turning),
        JsonFile.number(json, "rope_theta", 10_000.0, file),
        JsonFile.flag(json, "tie_word_embeddings", false),
        whole("max_position_embeddings", null),
        whole("sliding_window", 0));
  }

  private Rope readRope() {
    if (JsonFile.absent(json, "rope_scaling")) {
      return Rope.plain(shape);
    }
    if (!json.get("rope_scaling").isJsonObject()) {
      throw new ModelException(file + " should have an object rope_scaling");
    }
    JsonObject scaling = json.getAsJsonObject("rope_scaling");
    String type = JsonFile.text(scaling, scaling.has("type") ? "type" : "rope_type", file);
    if (!List.of("su", "longrope").contains(type)) {
      throw new ModelException(file + " has rope_scaling " + type + ", known are su and longrope");
    }
    int original =
        whole(
            "original_max_position_embeddings",
            JsonFile.whole(scaling, "original_max_position_embeddings", shape.context(), file));
    double factor = JsonFile.number(scaling, "attention_factor", 0.0, file);
    return Rope.stretched(
        shape, factors(scaling, "short_factor"), factors(scaling, "long_factor"), factor, original);
  }

  private float[] factors(JsonObject scaling, String name) {
    JsonElement list = scaling.get(name);
    if (list == null || !list.isJsonArray()) {
      throw new ModelException(file + " should have an array rope_scaling." + name);
    }
    JsonArray array = list.getAsJsonArray();
    float[] factors = new float[array.size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = array.get(i).getAsFloat();
    }
    return factors;
  }

  private int whole(String field, @Nullable Integer otherwise) {
    return JsonFile.whole(json, field, otherwise, file);
  }

  private void requireIfThere(String field, String known) {
    if (!JsonFile.absent(json, field)) {
      require(field, known);
    }
  }

  private void require(String field, String known) {
    String value = JsonFile.text(json, field, file);
    if (!value.equals(known)) {
      throw new ModelException(file + " has " + field + " " + value + ", known is " + known);
    }
  }
}
