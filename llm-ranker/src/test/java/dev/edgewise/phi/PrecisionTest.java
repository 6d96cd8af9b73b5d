/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the properties that hold at every precision and with every kernel. */
class PrecisionTest {
  private static final PhiShape SHAPE =
      new PhiShape(500, 128, 3, 8, 2, 192, 12, 10_000, false, 512, 0);

  @TempDir Path folder;

  private Path random(PhiShape shape, Precision precision) {
    Path archive = folder.resolve("random-" + precision + shape.window());
    PhiArchive.writeRandom(archive, "random", shape, precision, 3, WriteProgress.SILENT);
    return archive;
  }

  /** A score doesn't depend on the number and order of the other branches, bit by bit. */
  @ParameterizedTest
  @CsvSource({
    "F32,''",
    "BF16,''",
    "INT8,''",
    "INT4,''",
    "F32,libtorch",
    "INT8,libtorch",
    "INT4,libtorch"
  })
  void aScoreIsTheSameAloneAmongFiftyAndShuffled(Precision precision, String kernel) {
    Random random = new Random(1);
    List<int[]> branches = Reference.branches(50, 90, SHAPE.vocab(), random);
    int[] labels = {3, 77, 401};
    try (PhiModel model =
            PhiModel.load(random(SHAPE, precision), LoadOptions.standard().withKernel(kernel));
        Prefix prefix = model.prefill(Reference.tokens(150, SHAPE.vocab(), random))) {
      float[][] together = model.score(prefix, branches, labels);
      List<Integer> order = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
      Collections.shuffle(order, random);
      float[][] shuffled = model.score(prefix, order.stream().map(branches::get).toList(), labels);
      for (int i = 0; i < 50; i++) {
        assertThat(shuffled[i]).containsExactly(together[order.get(i)]);
        assertThat(model.score(prefix, List.of(branches.get(i)), labels)[0])
            .containsExactly(together[i]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aBranchScoresLikePrefixAndBranchAsOneText(Precision precision) {
    Random random = new Random(2);
    int[] start = Reference.tokens(60, SHAPE.vocab(), random);
    int[] everyToken = IntStream.range(0, SHAPE.vocab()).toArray();
    try (PhiModel model = PhiModel.load(random(SHAPE, precision));
        Prefix prefix = model.prefill(start)) {
      for (int[] branch : Reference.branches(5, 40, SHAPE.vocab(), random)) {
        int[] whole = IntStream.concat(IntStream.of(start), IntStream.of(branch)).toArray();
        float[] alone = model.logits(whole)[whole.length - 1];
        float[] packed = model.score(prefix, List.of(branch), everyToken)[0];
        assertThat(relativeError(packed, alone)).isLessThan(precision.quantised() ? 0.06 : 1e-5);
      }
    }
  }

  /** Compares random weights at fewer bits with F32: relative error, and the likeliest token. */
  @ParameterizedTest
  @CsvSource({"BF16,0.01,0.95", "INT8,0.05,0.85", "INT4,0.5,0.4"})
  void fewerBitsStayCloseToTheReference(Precision precision, double error, double agreement) {
    int[] tokens = Reference.tokens(200, SHAPE.vocab(), new Random(4));
    float[][] exact;
    try (PhiModel model = PhiModel.load(random(SHAPE, Precision.F32))) {
      exact = model.logits(tokens);
    }
    try (PhiModel model = PhiModel.load(random(SHAPE, precision))) {
      float[][] rounded = model.logits(tokens);
      double errors = 0;
      int same = 0;
      for (int i = 0; i < exact.length; i++) {
        errors += relativeError(rounded[i], exact[i]) / exact.length;
        same += Sampler.greedy().choose(rounded[i]) == Sampler.greedy().choose(exact[i]) ? 1 : 0;
      }
      assertThat(errors).isLessThan(error);
      assertThat(same / 200.0).isGreaterThan(agreement);
    }
  }

  /** All ways of libtorch give the same sums, apart from the rounding of inputs. */
  @ParameterizedTest
  @EnumSource(names = {"INT8", "INT4"})
  void allWaysOfLibtorchAgree(Precision precision) {
    Path archive = random(SHAPE, precision);
    int[] tokens = Reference.tokens(100, SHAPE.vocab(), new Random(5));
    float[][] expected;
    try (PhiModel model =
        Reference.load(archive, new IntegerKernel(IntegerKernel.Way.FLOATS, 127))) {
      expected = model.logits(tokens);
    }
    for (IntegerKernel kernel :
        List.of(
            new IntegerKernel(IntegerKernel.Way.PACKED, 63),
            new IntegerKernel(IntegerKernel.Way.FLOATS, 63))) {
      try (PhiModel model = Reference.load(archive, kernel)) {
        assertThat(relativeError(model.logits(tokens)[99], expected[99])).isLessThan(0.05);
      }
    }
    try (PhiModel model = Reference.load(archive, null)) {
      assertThat(relativeError(model.logits(tokens)[99], expected[99])).isLessThan(0.05);
    }
  }

  /** With keys and values in fewer bits, scores stay close and don't depend on other branches. */
  @ParameterizedTest
  @CsvSource({"F16,0.001", "INT8,0.02"})
  void smallerCachesStayClose(LoadOptions.Cache cache, double error) {
    Path archive = random(SHAPE, Precision.F32);
    Random random = new Random(8);
    int[] start = Reference.tokens(120, SHAPE.vocab(), random);
    List<int[]> branches = Reference.branches(20, 30, SHAPE.vocab(), random);
    int[] everyToken = IntStream.range(0, SHAPE.vocab()).toArray();
    try (PhiModel exact = PhiModel.load(archive);
        Prefix exactPrefix = exact.prefill(start);
        PhiModel model = PhiModel.load(archive, LoadOptions.standard().with(cache));
        Prefix prefix = model.prefill(start)) {
      assertThat(prefix.bytes()).isLessThan(exactPrefix.bytes() * 6 / 10);
      float[][] expected = exact.score(exactPrefix, branches, everyToken);
      float[][] actual = model.score(prefix, branches, everyToken);
      for (int i = 0; i < expected.length; i++) {
        assertThat(relativeError(actual[i], expected[i])).isLessThan(error);
        assertThat(model.score(prefix, List.of(branches.get(i)), everyToken)[0])
            .containsExactly(actual[i]);
      }
      List<WritingTask> texts = List.of(WritingTask.greedy(new int[] {5}, 20));
      assertThat(model.write(prefix, texts, TokenListener.NONE).get(0).tokens()).hasSize(20);
    }
  }

  @Test
  void aWindowHidesEarlierTokens() {
    PhiShape windowed = new PhiShape(500, 128, 1, 8, 2, 192, 12, 10_000, false, 512, 40);
    int[] tokens = Reference.tokens(100, 500, new Random(6));
    int[] other = tokens.clone();
    other[10] = (other[10] + 1) % 500;
    try (PhiModel model = PhiModel.load(random(windowed, Precision.F32))) {
      float[][] one = model.logits(tokens);
      float[][] two = model.logits(other);
      assertThat(two[49]).isNotEqualTo(one[49]);
      assertThat(two[50]).containsExactly(one[50], within(1e-6f));
      int[] everyToken = IntStream.range(0, 500).toArray();
      try (Prefix prefix = model.prefill(IntStream.of(tokens).limit(45).toArray())) {
        int[] branch = IntStream.of(tokens).skip(45).toArray();
        float[] packed = model.score(prefix, List.of(branch), everyToken)[0];
        assertThat(packed).containsExactly(one[99], within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void randomShapesScoreAlikeInOneTextAndInParts(Precision precision) {
    Random random = new Random(7);
    for (int round = 0; round < 4; round++) {
      int kv = 1 + random.nextInt(3);
      int heads = kv * (1 + random.nextInt(3));
      int width = 8 * (1 + random.nextInt(3));
      int ffn = 32 * (1 + random.nextInt(4));
      int rotary = 2 * (1 + random.nextInt(width / 2));
      boolean tied = random.nextBoolean();
      PhiShape shape =
          new PhiShape(97, heads * width, 2, heads, kv, ffn, rotary, 10_000, tied, 256, 30 * round);
      Path archive = folder.resolve("shape" + round + precision);
      PhiArchive.writeRandom(archive, "shape", shape, precision, round, WriteProgress.SILENT);
      int[] tokens = Reference.tokens(2 + random.nextInt(100), 97, random);
      int split = 1 + random.nextInt(tokens.length - 1);
      int behind = Math.min(tokens.length - split, 64);
      int[] everyToken = IntStream.range(0, 97).toArray();
      try (PhiModel model = PhiModel.load(archive);
          Prefix prefix = model.prefill(IntStream.of(tokens).limit(split).toArray())) {
        int[] branch = IntStream.of(tokens).skip(split).limit(behind).toArray();
        float[] whole = model.logits(tokens)[split + behind - 1];
        float[] parts = model.score(prefix, List.of(branch), everyToken)[0];
        assertThat(relativeError(parts, whole))
            .as("%s split at %d of %d", shape, split, tokens.length)
            .isLessThan(precision.quantised() ? 0.05 : 1e-4);
      }
    }
  }

  static double relativeError(float[] actual, float[] expected) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow(actual[i] - expected[i], 2);
      size += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference / size);
  }
}
