/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.archive.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 20 candidates of 32 tokens for a user of 200: packed behind one cached prefix, packed with the
 * prefix read anew, and one prompt a candidate (prefix and branch read anew each time), which is
 * what asking a model server candidate by candidate costs.
 */
@NullUnmarked // JMH makes the object, then calls load
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class PackedScoringBenchmark {
  static final int CANDIDATES = 20;
  private static final int WORDS = 30_000;

  /**
   * How far two ways of computing the same may be apart, as a share of what scores vary. With
   * integers each layer rounds its inputs, and the last bit of a sum decides which way: at 300
   * million random weights packed and alone were 8 % apart, either 11 to 13 % from exact weights.
   */
  private static final double ALIKE_IN_INTEGERS = 0.5;

  private static final double ALIKE_IN_FLOATS = 1e-4;

  private PhiModel model;
  private Prefix cached;
  private int[] prefix;
  private List<int[]> branches;
  private int[] labels;

  @Setup
  public void load() {
    load(Path.of(System.getProperty("edgewise.archive")), 200, 32);
    var _ = disagreement(onePromptACandidate());
  }

  /** Loads a model, and makes up a prefix and branches of so many tokens. */
  void load(Path archive, int prefixTokens, int branchTokens) {
    model = PhiModel.load(archive);
    Random random = new Random(5);
    prefix = random.ints(prefixTokens, 0, WORDS).toArray();
    branches = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      branches.add(random.ints(branchTokens, 0, WORDS).toArray());
    }
    labels = new int[] {3869, 1939};
    cached = model.prefill(prefix);
  }

  PhiModel model() {
    return model;
  }

  /**
   * How far the scores of packed candidates are from those of one prompt each: the root of the mean
   * square, as a share of the standard deviation of the scores.
   *
   * @throws IllegalStateException when far: a ratio of two things that don't agree means nothing
   */
  double disagreement(float[][] alone) {
    double[] one = scores(packedBehindCachedPrefix());
    double[] other = scores(alone);
    double mean = Arrays.stream(other).average().orElse(0);
    double squares = 0;
    double apart = 0;
    for (int i = 0; i < one.length; i++) {
      squares += Math.pow(other[i] - mean, 2);
      apart += Math.pow(one[i] - other[i], 2);
    }
    double share = Math.sqrt(apart / squares);
    boolean integers = EnumSet.of(Precision.INT8, Precision.INT4).contains(model.precision());
    if (!(share <= (integers ? ALIKE_IN_INTEGERS : ALIKE_IN_FLOATS))) {
      throw new IllegalStateException(
          "packed and alone differ: %s and %s"
              .formatted(Arrays.toString(one), Arrays.toString(other)));
    }
    return share;
  }

  private static double[] scores(float[][] logits) {
    return Arrays.stream(logits).mapToDouble(of -> of[0] - of[1]).toArray();
  }

  @Benchmark
  public float[][] packedBehindCachedPrefix() {
    return model.score(cached, branches, labels);
  }

  @Benchmark
  public float[][] packedBehindFreshPrefix() {
    try (Prefix fresh = model.prefill(prefix)) {
      return model.score(fresh, branches, labels);
    }
  }

  @Benchmark
  public float[][] onePromptACandidate() {
    float[][] scores = new float[CANDIDATES][];
    for (int i = 0; i < CANDIDATES; i++) {
      int[] branch = branches.get(i);
      int[] prompt = Arrays.copyOf(prefix, prefix.length + branch.length - 1);
      System.arraycopy(branch, 0, prompt, prefix.length, branch.length - 1);
      try (Prefix fresh = model.prefill(prompt)) {
        int[] last = {branch[branch.length - 1]};
        scores[i] = model.score(fresh, List.of(last), labels)[0];
      }
    }
    return scores;
  }

  @TearDown
  public void close() {
    cached.close();
    model.close();
  }
}
