/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.lab.evaluate.Machine;
import dev.edgewise.phi.LoadOptions;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.RopeScaling;
import dev.edgewise.phi.Sampler;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.TokenMask;
import dev.edgewise.phi.WritingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./edgewise model bench}: measures speed and memory of one archive on this machine. */
@Command(
    name = "bench",
    description =
        "Measures an archive on this machine: tokens read and written per second, time to rank, and"
            + " memory. Prints medians of some rounds, after one round of warm-up.")
final class ModelBenchCommand implements Callable<Integer> {
  private static final int PREFIX = 300;

  @Parameters(paramLabel = "DIR", description = "archive directory")
  private Path archive = Path.of("");

  @Option(
      names = "-p",
      split = ",",
      defaultValue = "128,512",
      description = "lengths of prefixes to read, at most the model's context less 1")
  private int[] prefixes = {};

  @Option(names = "-n", defaultValue = "16", description = "number of tokens to write; 0 for none")
  private int tokens;

  @Option(
      names = "--batch",
      split = ",",
      defaultValue = "1,4,8",
      description = "numbers of texts to write at once")
  private int[] batches = {};

  @Option(
      names = "--rank",
      split = ",",
      defaultValue = "300,20,25",
      description =
          "tokens of the prefix, number of candidates, tokens of a candidate (${DEFAULT-VALUE})")
  private int[] rank = {};

  @Option(names = "--threads", description = "default: the number of processors, at most 4")
  private int threads = LoadOptions.standard().threads();

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "measured rounds (${DEFAULT-VALUE})")
  private int rounds;

  @Mixin private KernelOption kernel = new KernelOption();

  @Option(names = "--json", description = "print one JSON document instead of lines")
  private boolean json;

  private final Random random = new Random(1);

  @Override
  public Integer call() throws IOException {
    if (rank.length != 3 || Arrays.stream(rank).anyMatch(n -> n < 1) || rounds < 1 || threads < 1) {
      throw new BadInputException(
          "--rank must be three numbers above 0, for example 300,20,25; --rounds and --threads must"
              + " be one number above 0");
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("machine", Machine.describe());
    figures.put("threads", threads);
    long begin = System.nanoTime();
    try (PhiModel model = PhiModel.load(archive, kernel.options().withThreads(threads))) {
      figures.put("load_s", (System.nanoTime() - begin) / 1e9);
      figures.put("model", model.card().name());
      figures.put("precision", model.precision().toString());
      figures.put("kernel", model.kernel());
      figures.put("resident_after_load_bytes", residentBytes("VmRSS"));
      reading(model, figures);
      ranking(model, figures);
      writing(model, figures);
    }
    figures.put("resident_peak_bytes", residentBytes("VmHWM"));
    print(figures);
    return 0;
  }

  private void reading(PhiModel model, Map<String, Object> figures) {
    for (int length : prefixes) {
      int[] prefix = tokens(model, length);
      double seconds = median(() -> model.prefill(prefix, 1, RopeScaling.AUTO).close());
      figures.put("prefill_" + prefix.length + "_tokens_per_s", prefix.length / seconds);
    }
  }

  private void ranking(PhiModel model, Map<String, Object> figures) throws IOException {
    List<int[]> branches = new ArrayList<>();
    for (int i = 0; i < rank[1]; i++) {
      branches.add(tokens(model, rank[2]));
    }
    try (Prefix prefix = model.prefill(tokens(model, rank[0]))) {
      double seconds = median(() -> model.score(prefix, branches, new int[] {1, 2}));
      figures.put("rank_%d_%d_%d_s".formatted(rank[0], rank[1], rank[2]), seconds);
      figures.put("resident_ranking_bytes", residentBytes("VmRSS"));
    }
  }

  private void writing(PhiModel model, Map<String, Object> figures) {
    if (tokens == 0) {
      return;
    }
    int[] start = tokens(model, PREFIX);
    int room = Math.min(PREFIX, model.card().shape().context() / 2);
    try (Prefix prefix = model.prefill(Arrays.copyOf(start, room))) {
      for (int batch : batches) {
        List<WritingTask> texts = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
          int[] first = tokens(model, 1);
          texts.add(new WritingTask(first, tokens, new int[0], Sampler.greedy(), TokenMask.ANY, 0));
        }
        double seconds = median(() -> model.write(prefix, texts, TokenListener.NONE));
        figures.put("decode_x" + batch + "_tokens_per_s", batch * tokens / seconds);
      }
    }
  }

  private int[] tokens(PhiModel model, int count) {
    int most = Math.min(count, model.card().shape().context() - 1);
    return random.ints(most, 0, model.card().shape().vocab()).toArray();
  }

  private double median(Runnable run) {
    run.run();
    double[] seconds = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long begin = System.nanoTime();
      run.run();
      seconds[i] = (System.nanoTime() - begin) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[rounds / 2];
  }

  /** Reads a memory figure of this process from Linux, in bytes; -1 on other systems. */
  private static long residentBytes(String field) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(-1);
  }

  private void print(Map<String, Object> figures) throws IOException {
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(figures));
      return;
    }
    figures.forEach((name, value) ->
        System.out.printf(
            "%-28s %s%n", name, value instanceof Double d ? "%.2f".formatted(d) : value));
  }
}
