/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import dev.edgewise.phi.convert.ModelImport;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the logits of reference models. Another program computed the expected values in 64 bits,
 * from the dequantised weights where weights are quantised.
 */
class GoldenTest {
  private static final float CLOSE = 1e-3f;
  private static final String[] LONG_HF = {
    "tiny-long-hf/config.json",
    "tiny-long-hf/model-00001-of-00002.safetensors",
    "tiny-long-hf/model-00002-of-00002.safetensors",
    "tiny-long-hf/model.safetensors.index.json"
  };

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tiny-mini-f32", "tiny-mini-q4_0", "tiny-mini-q8_0", "tiny-k-q4_k_m"})
  void logitsOfGgufFiles(String name) {
    Path archive = archive(folder, Precision.F32, name + ".gguf");
    assertLogits(archive, name + ".json", RopeScaling.AUTO);
  }

  @Test
  void logitsOfSafetensors() {
    Path archive =
        archive(
            folder, Precision.F32, "tiny-mini-hf/config.json", "tiny-mini-hf/model.safetensors");
    assertLogits(archive, "tiny-mini-f32.json", RopeScaling.AUTO);
  }

  @Test
  void groupedQueriesAndBothFactorsOfLongRopeFromGguf() {
    Path archive = archive(folder, Precision.F32, "tiny-long-f32.gguf");
    assertLogits(archive, "tiny-long-f32.json", RopeScaling.AUTO);
    assertLogits(archive, "tiny-long-f32.long.json", RopeScaling.AUTO);
    assertLogits(archive, "tiny-long-f32.long.json", RopeScaling.LONG);
  }

  @Test
  void groupedQueriesAndBothFactorsOfLongRopeFromShardedSafetensors() {
    Path archive = archive(folder, Precision.F32, LONG_HF);
    assertLogits(archive, "tiny-long-f32.json", RopeScaling.SHORT);
    assertLogits(archive, "tiny-long-f32.long.json", RopeScaling.AUTO);
  }

  @Test
  void packedBranchesGiveTheReferenceLogits() {
    Path archive = archive(folder, Precision.F32, "tiny-mini-f32.gguf");
    JsonObject expected = Reference.json("tiny-mini-f32.branches.json");
    int[] everyToken = IntStream.range(0, 320).toArray();
    try (PhiModel model = PhiModel.load(archive);
        Prefix prefix = model.prefill(Reference.ids(expected, "prefix"))) {
      float[][] logits = model.score(prefix, Reference.branches(expected), everyToken);
      assertClose(logits, Reference.rows(expected, "last_logits"));
    }
  }

  private static void assertLogits(Path archive, String reference, RopeScaling scaling) {
    JsonObject expected = Reference.json(reference);
    int stride = expected.has("stride") ? expected.get("stride").getAsInt() : 1;
    try (PhiModel model = PhiModel.load(archive)) {
      float[][] all = model.logits(Reference.ids(expected, "tokens"), scaling);
      float[][] every =
          IntStream.range(0, all.length / stride)
              .mapToObj(i -> all[stride * (i + 1) - 1])
              .toArray(float[][]::new);
      assertClose(every, Reference.rows(expected, "logits"));
    }
  }

  private static void assertClose(float[][] actual, float[][] expected) {
    assertThat(actual).hasDimensions(expected.length, expected[0].length);
    for (int row = 0; row < expected.length; row++) {
      for (int i = 0; i < expected[row].length; i++) {
        assertThat(actual[row][i]).isCloseTo(expected[row][i], within(CLOSE));
      }
    }
  }

  /** Imports a reference model, which is a GGUF file or a directory of files. */
  private static Path archive(Path folder, Precision precision, String... resources) {
    Path source = folder.resolve("source-" + resources[0].replace('/', '-'));
    Path only = source;
    for (String resource : resources) {
      only = Reference.file(source, resource);
    }
    Path out = folder.resolve(resources[0].replace('/', '-') + "-" + precision);
    ModelImport.run(resources.length == 1 ? only : source, out, precision, WriteProgress.SILENT);
    return out;
  }
}
