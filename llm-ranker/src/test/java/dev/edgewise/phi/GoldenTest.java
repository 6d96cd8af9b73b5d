/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logits of the reference models, whose values were computed in 64 bits elsewhere. */
class GoldenTest {
  private static final float CLOSE = 1e-3f;

  @TempDir Path folder;

  @Test
  void logitsOfTheReferenceModel() {
    Reference.writeTinyMini(folder.resolve("m"));
    JsonObject expected = Reference.json("tiny-mini-f32.json");
    try (PhiModel model = PhiModel.load(folder.resolve("m"))) {
      float[][] logits = model.logits(Reference.ids(expected, "tokens"));
      assertClose(logits, Reference.rows(expected, "logits"));
    }
  }

  @Test
  void packedBranchesGiveWhatEachGivesAlone() {
    Reference.writeTinyMini(folder.resolve("m"));
    JsonObject expected = Reference.json("tiny-mini-f32.branches.json");
    int[] everyToken = IntStream.range(0, Reference.TINY_MINI.vocab()).toArray();
    try (PhiModel model = PhiModel.load(folder.resolve("m"));
        Prefix prefix = model.prefill(Reference.ids(expected, "prefix"))) {
      float[][] logits = model.score(prefix, Reference.branches(expected), everyToken);
      assertClose(logits, Reference.rows(expected, "last_logits"));
    }
  }

  @Test
  void groupedQueriesAndShortFactorsOfLongRope() {
    Reference.writeTinyLong(folder.resolve("m"));
    JsonObject expected = Reference.json("tiny-long-f32.json");
    int stride = expected.get("stride").getAsInt();
    try (PhiModel model = PhiModel.load(folder.resolve("m"))) {
      float[][] all = model.logits(Reference.ids(expected, "tokens"));
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
}
