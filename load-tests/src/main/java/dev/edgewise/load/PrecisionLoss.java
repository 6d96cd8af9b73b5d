/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import com.google.gson.JsonParser;
import dev.edgewise.load.process.TemporaryFolder;
import dev.edgewise.load.report.Report;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.Progress;
import dev.edgewise.phi.convert.Import;
import dev.edgewise.phi.token.Tokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * What fewer bits cost: the trained bundled model on readers who liked ten of its films, with fifty
 * others to rank, against the same weights in 32 bits.
 */
final class PrecisionLoss {
  private static final int READERS = 40;
  private static final int LIKED = 10;
  private static final int CANDIDATES = 50;
  private static final int TOP = 10;

  private final List<List<int[]>> branches = new ArrayList<>();
  private final List<int[]> prefixes = new ArrayList<>();
  private final Path bundled;

  private PrecisionLoss(Path home) throws IOException {
    bundled = home.resolve("llm-ranker/models/films-small");
    Tokenizer tokenizer = Tokenizer.phi3();
    List<String> titles = titles(home);
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

  static void measure(Path home, Report report) throws IOException {
    try (TemporaryFolder made = new TemporaryFolder()) {
      PrecisionLoss loss = new PrecisionLoss(home);
      List<float[][]> exact = loss.logits(Precision.F32, made.path());
      for (Precision precision : List.of(Precision.BF16, Precision.INT8, Precision.INT4)) {
        loss.compare(exact, loss.logits(precision, made.path()), precision.toString(), report);
      }
    }
  }

  private static List<String> titles(Path home) throws IOException {
    Path items = home.resolve("recommender-service/catalogues/films/items.jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(items)), StandardCharsets.UTF_8))) {
      return new ArrayList<>(
          lines
              .lines()
              .limit(2000)
              .map(
                  line -> JsonParser.parseString(line).getAsJsonObject().get("title").getAsString())
              .toList());
    }
  }

  /** For each reader, the logits of every token at the end of each candidate. */
  private List<float[][]> logits(Precision precision, Path folder) {
    Path archive = folder.resolve(precision.toString());
    Import.run(bundled, archive, precision, Progress.SILENT);
    List<float[][]> all = new ArrayList<>();
    try (PhiModel model = PhiModel.load(archive)) {
      int[] everyToken = IntStream.range(0, model.card().shape().vocab()).toArray();
      for (int reader = 0; reader < READERS; reader++) {
        try (Prefix prefix = model.prefill(prefixes.get(reader))) {
          all.add(model.score(prefix, branches.get(reader), everyToken));
        }
      }
    }
    return all;
  }

  private void compare(List<float[][]> exact, List<float[][]> rounded, String name, Report report) {
    double error = 0;
    int sameToken = 0;
    int sameTop = 0;
    Tokenizer tokenizer = Tokenizer.phi3();
    int yes = tokenizer.encodePlain("Yes")[0];
    int no = tokenizer.encodePlain("No")[0];
    for (int reader = 0; reader < READERS; reader++) {
      for (int i = 0; i < CANDIDATES; i++) {
        error += relativeError(rounded.get(reader)[i], exact.get(reader)[i]);
        sameToken += best(rounded.get(reader)[i]) == best(exact.get(reader)[i]) ? 1 : 0;
      }
      List<Integer> top = top(rounded.get(reader), yes, no);
      sameTop += (int) top(exact.get(reader), yes, no).stream().filter(top::contains).count();
    }
    int all = READERS * CANDIDATES;
    report.add(name + ", bundled model: relative error of logits", 100 * error / all, "%");
    report.add(name + ", bundled model: same likeliest token", 100.0 * sameToken / all, "%");
    report.add(name + ", bundled model: same ten of fifty", 100.0 * sameTop / READERS / TOP, "%");
  }

  private static List<Integer> top(float[][] logits, int yes, int no) {
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted(
            (a, b) -> Float.compare(logits[b][yes] - logits[b][no], logits[a][yes] - logits[a][no]))
        .limit(TOP)
        .toList();
  }

  private static int best(float[] logits) {
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
