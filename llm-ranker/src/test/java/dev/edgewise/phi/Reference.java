/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.torch.Torch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Test data: reference models and vectors from other programs, and a small shape. */
public final class Reference {
  public static final PhiShape SMALL = PhiShape.plain(32064, 64, 2, 4, 2, 96, true, 256);

  private Reference() {}

  public static byte[] bytes(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Reference.class.getResourceAsStream("/phi/" + resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  /** Copies a resource into a folder; the file's name is the last part of the resource's name. */
  public static Path file(Path folder, String resource) {
    try {
      Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
      Files.createDirectories(folder);
      return Files.write(file, bytes(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  static int[] tokens(int count, int vocab, Random random) {
    return random.ints(count, 0, vocab).toArray();
  }

  /** Loads an archive for libtorch with a given kernel, exact here or not; null chooses one. */
  static PhiModel load(Path archive, @Nullable IntegerKernel kernel) {
    return PhiModel.load(
        archive,
        LoadOptions.standard(),
        (memory, file, info) ->
            new ScriptModule(
                memory,
                Torch.load(memory, file),
                info,
                LoadOptions.Cache.AUTO.of(info.precision()),
                false,
                "asked for",
                kernel));
  }

  /** Random branches of one to {@code longest} tokens. */
  static List<int[]> branches(int count, int longest, int vocab, Random random) {
    List<int[]> branches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      branches.add(tokens(1 + random.nextInt(longest), vocab, random));
    }
    return branches;
  }
}
