/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.load.process.TemporaryFolder;
import dev.edgewise.load.report.Report;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link PackedScoringBenchmark} on the bundled model, and says how much packing saves. */
final class PackedScoring {
  private PackedScoring() {}

  static void measure(Path home, Report report, PrintStream log) throws IOException {
    OutputFormat toLog = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
    try (TemporaryFolder made = new TemporaryFolder()) {
      Collection<RunResult> results = new Runner(options(archive(home, made.path())), toLog).run();
      double packed = millis(results, "packedBehindCachedPrefix");
      double fresh = millis(results, "packedBehindFreshPrefix");
      double alone = millis(results, "onePromptACandidate");
      report.add("20 candidates, packed behind a cached prefix", packed, "ms");
      report.add("20 candidates, packed, prefix read anew", fresh, "ms");
      report.add("20 candidates, one prompt each", alone, "ms");
      report.add("one prompt each / packed behind a cached prefix", alone / packed, "x");
    } catch (RunnerException e) {
      throw new IOException("the benchmark of packed scoring failed: " + e.getMessage(), e);
    }
  }

  private static Options options(Path archive) {
    return new OptionsBuilder()
        .include(Pattern.quote(PackedScoringBenchmark.class.getName()))
        .jvmArgsAppend("-Dedgewise.archive=" + archive)
        .shouldFailOnError(true)
        .build();
  }

  /** The bundled model, or one of its shape that knows nothing. */
  private static Path archive(Path home, Path made) {
    if (Files.isDirectory(BundledModel.in(home))) {
      return BundledModel.imported(home, made, Precision.BF16);
    }
    Path random = made.resolve("random");
    PhiArchive.writeRandom(random, "random", PhiShape.small(128, 3, 4, 384, 512), 1);
    return random;
  }

  private static double millis(Collection<RunResult> results, String benchmark) throws IOException {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
        .mapToDouble(result -> result.getPrimaryResult().getScore())
        .findFirst()
        .orElseThrow(() -> new IOException("no result of " + benchmark + "; see what JMH said"));
  }
}
