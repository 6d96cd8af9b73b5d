/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import dev.edgewise.load.report.Report;
import dev.edgewise.load.report.SuiteRun;
import dev.edgewise.load.report.TemporaryFolder;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Compares the bundled model at fewer bits with the same weights in 32 bits. Readers who liked ten
 * films have fifty others to rank.
 */
final class PrecisionLoss {
  private static final int READERS = 40;
  private static final int LIKED = 10;
  private static final int CANDIDATES = 50;
  private static final int TOP = 10;

  private final SuiteRun run;
  private final List<int[]> prefixes = new ArrayList<>();
  private final List<List<int[]>> branches = new ArrayList<>();
  private final int yes;
  private final int no;

  private PrecisionLoss(SuiteRun run) throws IOException {
    this.run = run;
    Tokenizer tokenizer = Tokenizer.phi3();
    yes = tokenizer.encodePlain("Yes")[0];
    no = tokenizer.encodePlain("No")[0];
    List<String> titles = new ArrayList<>(BundledFilms.read(run.home()).titles().subList(0, 2000));
    Random random = new Random(1);
    for (int reader = 0; reader < READERS; reader++) {
      Collections.shuffle(titles, random);
      StringBuilder facts = new StringBuilder("<|user|>\nThe user liked:\n");
      titles.subList(0, LIKED).forEach(title -> facts.append("- ").append(title).append('\n'));
      int[] prefix = tokenizer.encode(facts.toString());
      prefixes.add(Arrays.copyOf(prefix, Math.min(prefix.length, 250)));
      branches.add(
          titles.subList(LIKED, LIKED + CANDIDATES).stream()
              .map(title -> tokenizer.encode("Item: " + title + "<|end|>\n<|assistant|>\n"))
              .map(branch -> Arrays.copyOf(branch, Math.min(branch.length, 40)))
              .toList());
    }
  }

  static void measure(SuiteRun run) throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      PrecisionLoss loss = new PrecisionLoss(run);
      List<float[][]> exact = loss.logits(Precision.F32, folder.path());
      for (Precision precision : List.of(Precision.BF16, Precision.INT8, Precision.INT4)) {
        loss.compare(exact, loss.logits(precision, folder.path()), precision + ", bundled model: ");
      }
    }
  }

  /** For each reader, the logits of every token at the end of each candidate. */
  private List<float[][]> logits(Precision precision, Path folder) {
    List<float[][]> all = new ArrayList<>();
    try (PhiModel model = PhiModel.load(BundledFilms.importModel(run.home(), folder, precision))) {
      int[] everyToken = IntStream.range(0, model.card().shape().vocab()).toArray();
      for (int reader = 0; reader < READERS; reader++) {
        try (Prefix prefix = model.prefill(prefixes.get(reader))) {
          all.add(model.score(prefix, branches.get(reader), everyToken));
        }
      }
    }
    return all;
  }

  private void compare(List<float[][]> exact, List<float[][]> rounded, String name) {
    double error = 0;
    int sameToken = 0;
    int sameTop = 0;
    for (int reader = 0; reader < READERS; reader++) {
      for (int i = 0; i < CANDIDATES; i++) {
        float[] one = rounded.get(reader)[i];
        float[] other = exact.get(reader)[i];
        error += relativeError(one, other);
        sameToken += likeliest(one) == likeliest(other) ? 1 : 0;
      }
      List<Integer> top = top(rounded.get(reader));
      sameTop += (int) top(exact.get(reader)).stream().filter(top::contains).count();
    }
    int all = READERS * CANDIDATES;
    Report report = run.report();
    report.add(name + "relative error of logits", 100 * error / all, "%");
    report.add(name + "same likeliest token", 100.0 * sameToken / all, "%");
    report.add(name + "same ten of fifty", 100.0 * sameTop / READERS / TOP, "%");
  }

  private List<Integer> top(float[][] logits) {
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> logits[i][no] - logits[i][yes]))
        .limit(TOP)
        .toList();
  }

  private static int likeliest(float[] logits) {
    return IntStream.range(0, logits.length)
        .reduce((a, b) -> logits[b] > logits[a] ? b : a)
        .orElse(0);
  }

  private static double relativeError(float[] actual, float[] expected) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow(actual[i] - expected[i], 2);
      size += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference / size);
  }
}
