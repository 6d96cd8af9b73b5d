/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int PREFIX = 200;
  private static final int CANDIDATES = 20;
  private static final int BRANCH = 32;
  private static final int WORDS = 30_000;

  private PhiModel model;
  private Prefix cached;
  private int[] prefix;
  private List<int[]> branches;
  private int[] labels;

  @Setup
  public void load() {
    model = PhiModel.load(Path.of(System.getProperty("edgewise.archive")));
    Random random = new Random(5);
    prefix = random.ints(PREFIX, 0, WORDS).toArray();
    branches = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      branches.add(random.ints(BRANCH, 0, WORDS).toArray());
    }
    labels = new int[] {3869, 1939};
    cached = model.prefill(prefix);
    checkAgreement();
  }

  /** A ratio of two things that don't agree would mean nothing. */
  private void checkAgreement() {
    float[][] one = packedBehindCachedPrefix();
    float[][] other = onePromptACandidate();
    for (int i = 0; i < CANDIDATES; i++) {
      for (int label = 0; label < labels.length; label++) {
        if (Math.abs(one[i][label] - other[i][label]) > 1e-4) {
          throw new IllegalStateException(
              "packed and alone differ: %s and %s"
                  .formatted(Arrays.toString(one[i]), Arrays.toString(other[i])));
        }
      }
    }
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
      int[] prompt = Arrays.copyOf(prefix, PREFIX + BRANCH - 1);
      System.arraycopy(branches.get(i), 0, prompt, PREFIX, BRANCH - 1);
      try (Prefix fresh = model.prefill(prompt)) {
        int[] last = {branches.get(i)[BRANCH - 1]};
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
