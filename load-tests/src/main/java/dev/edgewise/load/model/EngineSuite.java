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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the engine at the shape of Phi-3-mini: import, speed and memory at 4 and 8 bits, each in
 * a process of its own. It can compare the speed with llama.cpp on the same weights. Used by one
 * thread.
 */
public record EngineSuite(SuiteRun run) {

  /** Runs the suite. Its 8 GB of models stay in {@code target/engine} for the next run. */
  public void measure(@Nullable Path llamaBench) throws IOException {
    PrecisionLoss.measure(run);
    Files.createDirectories(folder());
    if (!Files.exists(gguf())) {
      Path partial = folder().resolve("fresh.gguf");
      RandomGguf.write(partial, PhiShape.named("phi-3-mini-4k"));
      Files.move(partial, gguf());
    }
    JsonObject int4 = measure("int4", "ranking", List.of("-n", "0"));
    var _ = measure("int8", "ranking", List.of("-n", "0"));
    var _ = measure("int4", "writing", List.of("-n", "16", "--writing"));
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

  private JsonObject measure(String precision, String use, List<String> options)
      throws IOException {
    Path archive = folder().resolve(precision);
    if (!Files.exists(archive)) {
      List<String> words = edgewise("import", gguf(), "--out", archive, "--precision", precision);
      CommandRun imported = command(words);
      String what = "import to " + precision;
      run.report().add(what, imported.seconds(), "s");
      run.report().add(what + ", most memory", imported.peakGibibytes(), "GiB");
    }
    List<String> bench = edgewise("bench", archive, "--json", "--rounds", "3");
    bench.addAll(options);
    JsonObject figures = JsonParser.parseString(command(bench).output()).getAsJsonObject();
    figures.asMap().forEach((figure, value) -> add(precision + " for " + use, figure, value));
    return figures;
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

  private void compare(JsonObject int4, Path llamaBench) throws IOException {
    String threads = int4.get("threads").getAsString();
    String options = "-t " + threads + " -p 128,512 -n 16 -r 3 -o json";
    List<String> words = new ArrayList<>(List.of(llamaBench.toString(), "-m", gguf().toString()));
    words.addAll(List.of(options.split(" ", -1)));
    String output = command(words).output();
    String json = output.substring(output.indexOf('['));
    for (JsonElement test : JsonParser.parseString(json).getAsJsonArray()) {
      int prompt = test.getAsJsonObject().get("n_prompt").getAsInt();
      double speed = test.getAsJsonObject().get("avg_ts").getAsDouble();
      String what = prompt > 0 ? "prefill " + prompt : "decode";
      run.report().add("llama-bench: " + what, speed, "/s");
      if (prompt > 0) {
        double own = int4.get("prefill_" + prompt + "_tokens_per_s").getAsDouble();
        run.report().add(what + ", int4 for ranking / llama-bench", own / speed, "x");
      }
    }
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
