/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import dev.edgewise.load.report.SuiteRun;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.archive.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Scores 20 candidates in three ways: packed behind one cached prefix, packed behind a prefix that
 * is read anew, and with one prompt for each candidate, as a model server would be asked. JMH
 * measures prefixes of 200 tokens with branches of 32.
 */
@NullUnmarked // JMH makes the object, then calls load
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class PackedScoringBenchmark {
  private static final int CANDIDATES = 20;
  private static final int WORDS = 30_000;
  private static final int[] LABELS = {3869, 1939};

  /**
   * The largest disagreement that is accepted. With integer weights each layer rounds its inputs,
   * and the last bit of a sum decides the direction: at 300 million random weights packed and
   * single scores were 8 % apart, and both were 11 to 13 % from those of exact weights.
   */
  private static final double ACCEPTED_WITH_INTEGERS = 0.5;

  private static final double ACCEPTED_WITH_FLOATS = 1e-4;

  private PhiModel model;
  private Prefix cached;
  private int[] prefix;
  private List<int[]> branches;

  /** Runs the benchmark on the bundled model. */
  public static void measure(SuiteRun run, Path folder) throws IOException {
    Path archive = BundledFilms.importModel(run.home(), folder, Precision.BF16);
    OutputFormat log = OutputFormatFactory.createFormatInstance(run.log(), VerboseMode.NORMAL);
    Options options =
        new OptionsBuilder()
            .include(Pattern.quote(PackedScoringBenchmark.class.getName()))
            .jvmArgsAppend("-Dedgewise.archive=" + archive)
            .shouldFailOnError(true)
            .build();
    Map<String, Double> millis = new HashMap<>();
    try {
      for (RunResult result : new Runner(options, log).run()) {
        String name = result.getParams().getBenchmark();
        double score = result.getPrimaryResult().getScore();
        millis.put(name.substring(name.lastIndexOf('.') + 1), score);
      }
      double packed = millis.get("packedBehindCachedPrefix");
      double fresh = millis.get("packedBehindFreshPrefix");
      double alone = millis.get("onePromptACandidate");
      run.report().add("20 candidates, packed behind a cached prefix", packed, "ms");
      run.report().add("20 candidates, packed, prefix read anew", fresh, "ms");
      run.report().add("20 candidates, one prompt each", alone, "ms");
      run.report().add("one prompt each / packed behind a cached prefix", alone / packed, "x");
    } catch (RunnerException e) {
      throw new IOException("the benchmark of packed scoring failed: " + e.getMessage(), e);
    }
  }

  @Setup
  public void load() {
    load(Path.of(System.getProperty("edgewise.archive")), 200, 32);
    var _ = disagreement();
  }

  /** Loads a model, and makes a random prefix and random branches of the given lengths. */
  void load(Path archive, int prefixTokens, int branchTokens) {
    model = PhiModel.load(archive);
    Random random = new Random(5);
    prefix = random.ints(prefixTokens, 0, WORDS).toArray();
    branches =
        Stream.generate(() -> random.ints(branchTokens, 0, WORDS).toArray())
            .limit(CANDIDATES)
            .toList();
    cached = model.prefill(prefix);
  }

  PhiModel model() {
    return model;
  }

  /**
   * The root mean square of the differences between packed and single scores, as a share of the
   * standard deviation of the scores. Throws when the ways disagree so much that their times mean
   * nothing.
   */
  double disagreement() {
    double[] packed = scores(packedBehindCachedPrefix());
    double[] alone = scores(onePromptACandidate());
    double mean = Arrays.stream(alone).average().orElse(0);
    double squares = 0;
    double apart = 0;
    for (int i = 0; i < packed.length; i++) {
      squares += Math.pow(alone[i] - mean, 2);
      apart += Math.pow(packed[i] - alone[i], 2);
    }
    double share = Math.sqrt(apart / squares);
    boolean integers = model.precision().quantised();
    if (!(share <= (integers ? ACCEPTED_WITH_INTEGERS : ACCEPTED_WITH_FLOATS))) {
      throw new IllegalStateException(
          "packed and single scores differ: %s and %s"
              .formatted(Arrays.toString(packed), Arrays.toString(alone)));
    }
    return share;
  }

  private static double[] scores(float[][] logits) {
    return Arrays.stream(logits).mapToDouble(pair -> pair[0] - pair[1]).toArray();
  }

  @Benchmark
  public float[][] packedBehindCachedPrefix() {
    return model.score(cached, branches, LABELS);
  }

  @Benchmark
  public float[][] packedBehindFreshPrefix() {
    try (Prefix fresh = model.prefill(prefix)) {
      return model.score(fresh, branches, LABELS);
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
        scores[i] = model.score(fresh, List.of(last), LABELS)[0];
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
