/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The reference models, and what they must give. */
final class Reference {
  static final PhiShape TINY_MINI = PhiShape.plain(320, 96, 2, 4, 4, 160, false, 4096);
  static final PhiShape TINY_LONG = PhiShape.plain(320, 128, 3, 8, 2, 256, false, 1024);
  static final PhiShape SMALL = PhiShape.plain(32064, 64, 2, 4, 2, 96, true, 256);

  private static final float[] SHORT_FACTORS = {1, 1.05f, 1.1f, 1.15f, 1.2f, 1.25f, 1.3f, 1.35f};
  private static final float[] LONG_FACTORS = {1, 1.7f, 2.4f, 3.1f, 3.8f, 4.5f, 5.2f, 5.9f};
  private static final int ORIGINAL = 256;

  private Reference() {}

  static byte[] bytes(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Reference.class.getResourceAsStream("/phi/" + resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  static JsonObject json(String resource) {
    return JsonParser.parseString(text(resource)).getAsJsonObject();
  }

  static int[] ids(JsonObject json, String field) {
    return new Gson().fromJson(json.get(field), int[].class);
  }

  static float[][] rows(JsonObject json, String field) {
    return new Gson().fromJson(json.get(field), float[][].class);
  }

  static List<int[]> branches(JsonObject json) {
    List<int[]> branches = new ArrayList<>();
    json.getAsJsonArray("branches").forEach(b -> branches.add(new Gson().fromJson(b, int[].class)));
    return branches;
  }

  static void writeTinyMini(Path directory) {
    ModelCard card = ModelCard.untrained("tiny-mini", TINY_MINI, new ModelCard.Limits(1000, 16));
    Safetensors weights = new Safetensors().add(bytes("tiny-mini.safetensors"));
    PhiArchive.write(directory, card, Precision.F32, weights.phi3());
  }

  /** Grouped-query attention and the short factors of LongRoPE. */
  static void writeTinyLong(Path directory) {
    ModelCard card = ModelCard.untrained("tiny-long", TINY_LONG, new ModelCard.Limits(200, 16));
    Safetensors weights =
        new Safetensors()
            .add(bytes("tiny-long-1.safetensors"))
            .add(bytes("tiny-long-2.safetensors"));
    Rope rope = Rope.stretched(TINY_LONG, SHORT_FACTORS, LONG_FACTORS, 0, ORIGINAL);
    PhiArchive.write(
        directory,
        new PhiArchive.Contents(card, rope, Precision.F32, weights.phi3(), new byte[0]),
        "tiny-long",
        Progress.SILENT);
  }
}
