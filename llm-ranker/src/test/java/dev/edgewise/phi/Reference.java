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
  static final PhiShape TINY_MINI = new PhiShape(320, 96, 2, 4, 4, 160, 10_000, false, 4096);
  static final PhiShape TINY_LONG = new PhiShape(320, 128, 3, 8, 2, 256, 10_000, false, 256);
  static final PhiShape SMALL = new PhiShape(32064, 64, 2, 4, 2, 96, 10_000, true, 256);

  private static final double[] SHORT_FACTORS = {1, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.35};
  private static final double ORIGINAL = 256;
  private static final double STRETCHED = 1024;

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
    float[] frequencies = Rope.plain(TINY_LONG).frequencies();
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) (frequencies[i] / SHORT_FACTORS[i]);
    }
    double factor = Math.sqrt(1 + Math.log(STRETCHED / ORIGINAL) / Math.log(ORIGINAL));
    PhiArchive.write(directory, card, new Rope(frequencies, factor), Precision.F32, weights.phi3());
  }
}
