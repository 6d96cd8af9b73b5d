/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.edgewise.load.process.CommandRun;
import dev.edgewise.load.report.SuiteRun;
import dev.edgewise.phi.archive.PhiShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the engine at the shape of Phi-3-mini: import, speed and memory at 4 and 8 bits, each in
 * a process of its own. It can compare the speed with llama.cpp on the same weights. Used by one
 * thread.
 */
public record EngineSuite(SuiteRun run) {
  private static final int TURNS = 3;

  /** Runs the suite. Its 8 GB of models stay in {@code target/engine} for the next run. */
  public void measure(@Nullable Path llamaBench) throws IOException {
    PrecisionLoss.measure(run);
    Files.createDirectories(folder());
    if (!Files.exists(gguf())) {
      Path partial = folder().resolve("fresh.gguf");
      RandomGguf.write(partial, PhiShape.named("phi-3-mini-4k"));
      Files.move(partial, gguf());
    }
    var _ = measure("int8", List.of());
    var _ = measure("int4", List.of("--kernel", "libtorch"));
    JsonObject int4 = measure("int4", List.of());
    if (llamaBench != null) {
      compare(int4, llamaBench);
    }
  }

  private Path folder() {
    return run.home().resolve("target/engine");
  }

  private Path gguf() {
    return folder().resolve("random-mini-q4_0.gguf");
  }

  private JsonObject measure(String precision, List<String> options) throws IOException {
    Path archive = folder().resolve(precision);
    if (!Files.exists(archive)) {
      List<String> words = edgewise("import", gguf(), "--out", archive, "--precision", precision);
      CommandRun imported = command(words);
      String what = "import to " + precision;
      run.report().add(what, imported.seconds(), "s");
      run.report().add(what + ", most memory", imported.peakGibibytes(), "GiB");
    }
    JsonObject figures = bench(precision, options);
    String name = precision + " by " + figures.get("kernel").getAsString();
    figures.asMap().forEach((figure, value) -> add(name, figure, value));
    return figures;
  }

  private JsonObject bench(String precision, List<String> options) throws IOException {
    List<String> words = edgewise("bench", folder().resolve(precision), "--json", "--rounds", "3");
    words.addAll(options);
    return JsonParser.parseString(command(words).output()).getAsJsonObject();
  }

  /** Reports a figure of {@code model bench}, whose name ends with its unit. */
  private void add(String name, String figure, JsonElement value) {
    if (value.getAsJsonPrimitive().isNumber() && !figure.equals("threads")) {
      boolean bytes = figure.endsWith("_bytes");
      String what = name + ": " + figure.replaceAll("_(bytes|s)$", "").replace('_', ' ');
      String unit = bytes ? "GiB" : figure.endsWith("_per_s") ? "/s" : "s";
      run.report().add(what, value.getAsDouble() / (bytes ? 1 << 30 : 1), unit);
    }
  }

  /** Measures both in turns, so that what else the machine does meets both. */
  private void compare(JsonObject first, Path llamaBench) throws IOException {
    List<JsonObject> own = new ArrayList<>(List.of(first));
    List<JsonObject> peer = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      peer.add(peerFigures(first.get("threads").getAsString(), llamaBench));
      own.add(bench("int4", List.of()));
    }
    for (String figure : peer.get(0).keySet()) {
      double[] speeds =
          peer.stream().mapToDouble(turn -> turn.get(figure).getAsDouble()).sorted().toArray();
      double[] ratios =
          IntStream.range(0, TURNS)
              .mapToDouble(turn -> ratio(own, peer, turn, figure))
              .sorted()
              .toArray();
      run.report().add("llama-bench: " + figure, speeds[TURNS / 2], "/s");
      run.report().add(figure + ", int4 / llama-bench", ratios[TURNS / 2], "x");
    }
  }

  /** The mean of our figures before and after a peer's turn, divided by the peer's figure. */
  private static double ratio(
      List<JsonObject> own, List<JsonObject> peer, int turn, String figure) {
    double before = own.get(turn).get(figure).getAsDouble();
    double after = own.get(turn + 1).get(figure).getAsDouble();
    return (before + after) / 2 / peer.get(turn).get(figure).getAsDouble();
  }

  /** The peer's tokens a second, under the names of our figures. */
  private JsonObject peerFigures(String threads, Path llamaBench) throws IOException {
    List<String> words = new ArrayList<>(List.of(llamaBench.toString(), "-m", gguf().toString()));
    words.addAll(List.of("-t", threads, "-p", "128,512", "-n", "16", "-r", "2", "-o", "json"));
    if (command(List.of(llamaBench.toString(), "--help")).output().contains("-rtr")) {
      words.addAll(List.of("-rtr", "1")); // ik_llama.cpp: weights in its layout for this processor
    }
    String output = command(words).output();
    JsonObject figures = new JsonObject();
    for (JsonElement test :
        JsonParser.parseString(output.substring(output.indexOf('['))).getAsJsonArray()) {
      int prompt = test.getAsJsonObject().get("n_prompt").getAsInt();
      String figure = prompt > 0 ? "prefill_" + prompt : "decode_x1";
      figures.add(figure + "_tokens_per_s", test.getAsJsonObject().get("avg_ts"));
    }
    return figures;
  }

  private List<String> edgewise(Object... arguments) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(run.home().resolve("edgewise").toString(), "model"));
    Stream.of(arguments).forEach(argument -> words.add(argument.toString()));
    return words;
  }

  private CommandRun command(List<String> words) throws IOException {
    run.log().println(String.join(" ", words));
    return CommandRun.of(words);
  }
}
