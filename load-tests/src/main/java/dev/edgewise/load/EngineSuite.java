/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.edgewise.load.process.ChildRun;
import dev.edgewise.load.report.Machine;
import dev.edgewise.load.report.Report;
import dev.edgewise.phi.archive.PhiShape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine at the shape of Phi-3-mini: import, speed and memory at 4 and 8 bits, each in a
 * process of its own, and the same weights in llama.cpp where its llama-bench is given.
 */
final class EngineSuite {
  private static final double GIB = 1 << 30;

  private final Path home;
  private final @Nullable Path llamaBench;
  private final PrintStream log;
  private final Report report = new Report(Machine.describe());

  EngineSuite(Path home, @Nullable Path llamaBench, PrintStream log) {
    this.home = home;
    this.llamaBench = llamaBench;
    this.log = log;
  }

  Report run() throws IOException, InterruptedException {
    PrecisionLoss.measure(home, report);
    // kept between runs: writing and importing 2 GB takes minutes
    Path folder = Files.createDirectories(home.resolve("target/engine"));
    Path gguf = folder.resolve("random-mini-q4_0.gguf");
    if (!Files.exists(gguf)) {
      Path fresh = folder.resolve("fresh.gguf");
      RandomGguf.write(fresh, PhiShape.named("phi-3-mini-4k"));
      Files.move(fresh, gguf);
    }
    JsonObject four = measured(gguf, folder, "int4", false);
    measured(gguf, folder, "int8", false);
    measured(gguf, folder, "int4", true);
    if (llamaBench != null) {
      compare(gguf, four, llamaBench);
    }
    return report;
  }

  private JsonObject measured(Path gguf, Path folder, String precision, boolean writing)
      throws IOException, InterruptedException {
    Path archive = folder.resolve(precision);
    if (!Files.exists(archive)) {
      ChildRun imported =
          ChildRun.of(edgewise("import", gguf, "--out", archive, "--precision", precision), log);
      report.add("import to " + precision, imported.seconds(), "s");
      report.add("import to " + precision + ", most memory", imported.peakBytes() / GIB, "GiB");
    }
    String tokens = writing ? "16" : "0";
    List<String> command = edgewise("bench", archive, "--json", "-n", tokens, "--rounds", "3");
    JsonObject figures =
        JsonParser.parseString(
                ChildRun.of(writing ? plus(command, "--writing") : command, log).output())
            .getAsJsonObject();
    String name = precision + (writing ? " for writing" : " for ranking");
    for (String figure : figures.keySet()) {
      JsonElement value = figures.get(figure);
      if (value.getAsJsonPrimitive().isNumber() && !figure.equals("threads")) {
        boolean bytes = figure.endsWith("_bytes");
        double number = value.getAsDouble();
        report.add(
            name + ": " + figure.replaceAll("_(bytes|s)$", "").replace('_', ' '),
            bytes ? number / GIB : number,
            bytes ? "GiB" : figure.endsWith("_per_s") ? "/s" : "s");
      }
    }
    return figures;
  }

  /** Both read the same weights; that they compute the same is what the golden tests hold. */
  private void compare(Path gguf, JsonObject ours, Path llamaBench)
      throws IOException, InterruptedException {
    String threads = ours.get("threads").getAsString();
    List<String> command =
        List.of(
            llamaBench.toString(),
            "-m",
            gguf.toString(),
            "-t",
            threads,
            "-p",
            "128,512",
            "-n",
            "16",
            "-r",
            "3",
            "-o",
            "json");
    String output = ChildRun.of(command, log).output();
    String json = output.substring(output.indexOf('['));
    for (JsonElement test : JsonParser.parseString(json).getAsJsonArray()) {
      int prompt = test.getAsJsonObject().get("n_prompt").getAsInt();
      double speed = test.getAsJsonObject().get("avg_ts").getAsDouble();
      report.add("llama-bench: " + (prompt > 0 ? "prefill " + prompt : "decode"), speed, "/s");
      if (prompt > 0) {
        double own = ours.get("prefill_" + prompt + "_tokens_per_s").getAsDouble();
        report.add("prefill " + prompt + ", int4 for ranking / llama-bench", own / speed, "x");
      }
    }
  }

  private List<String> edgewise(String command, Object... arguments) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of(home.resolve("edgewise").toString(), "model", command));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return all;
  }

  private static List<String> plus(List<String> command, String more) {
    List<String> all = new ArrayList<>(command);
    all.add(more);
    return all;
  }
}
