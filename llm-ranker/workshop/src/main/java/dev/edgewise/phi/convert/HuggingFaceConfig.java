/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.token.ModelException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of a phi3 model in a Hugging Face {@code config.json}. */
public final class HuggingFaceConfig {
  private final Path file;
  private final JsonObject json;
  private final PhiShape shape;
  private final Rope rope;

  private HuggingFaceConfig(Path file) {
    this.file = file;
    this.json = JsonFile.read(file);
    require("model_type", "phi3");
    if (!JsonFile.absent(json, "hidden_act")) {
      require("hidden_act", "silu");
    }
    if (JsonFile.flag(json, "attention_bias", false)) {
      throw new ModelException(file + " has attention_bias true, supported is only false");
    }
    double epsilon = JsonFile.number(json, "rms_norm_eps", PhiShape.NORM_EPSILON, file);
    if (Math.abs(epsilon / PhiShape.NORM_EPSILON - 1) > 1e-3) {
      throw ModelException.of(
          "%s has rms_norm_eps %s, supported is %s", file, epsilon, PhiShape.NORM_EPSILON);
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
   * @throws ModelException naming a field that is missing or has an unsupported value
   */
  public static HuggingFaceConfig read(Path file) {
    return new HuggingFaceConfig(file);
  }

  public PhiShape shape() {
    return shape;
  }

  public Rope rope() {
    return rope;
  }

  private PhiShape readShape() {
    int hidden = whole("hidden_size", null);
    int heads = whole("num_attention_heads", null);
    if (heads < 1) {
      throw new ModelException(
          file + " has num_attention_heads " + heads + ", it should be above 0");
    }
    int width = hidden / heads;
    int headDim = whole("head_dim", width);
    if (headDim != width) {
      throw ModelException.of(
          "%s has head_dim %d, supported is hidden / heads, %d", file, headDim, width);
    }
    double rotaryShare = JsonFile.number(json, "partial_rotary_factor", 1.0, file);
    return new PhiShape(
        whole("vocab_size", null),
        hidden,
        whole("num_hidden_layers", null),
        heads,
        whole("num_key_value_heads", heads),
        whole("intermediate_size", null),
        (int) (width * rotaryShare),
        JsonFile.number(json, "rope_theta", 10_000.0, file),
        JsonFile.flag(json, "tie_word_embeddings", false),
        whole("max_position_embeddings", null),
        whole("sliding_window", 0));
  }

  private Rope readRope() {
    if (JsonFile.absent(json, "rope_scaling")) {
      return Rope.plain(shape);
    }
    if (!(json.get("rope_scaling") instanceof JsonObject scaling)) {
      throw new ModelException(file + " should have an object rope_scaling");
    }
    String type = JsonFile.text(scaling, scaling.has("type") ? "type" : "rope_type", file);
    if (!List.of("su", "longrope").contains(type)) {
      throw new ModelException(
          file + " has rope_scaling " + type + ", supported are su and longrope");
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
    if (!(scaling.get(name) instanceof JsonArray array)) {
      throw new ModelException(file + " should have an array rope_scaling." + name);
    }
    float[] factors = new float[array.size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = array.get(i).getAsFloat();
    }
    return factors;
  }

  private int whole(String field, @Nullable Integer otherwise) {
    return JsonFile.whole(json, field, otherwise, file);
  }

  private void require(String field, String supported) {
    String value = JsonFile.text(json, field, file);
    if (!value.equals(supported)) {
      throw ModelException.of("%s has %s %s, supported is %s", file, field, value, supported);
    }
  }
}
