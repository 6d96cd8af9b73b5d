/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.ingest.json.JsonFlaw;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.RopeScaling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./edgewise model logits}. */
@Command(
    name = "logits",
    description = "Prints the logits of all tokens at each position, or at the ends of branches.")
final class ModelLogitsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "archive directory")
  private Path archive = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Input input = new Input();

  @Option(
      names = "--rope",
      defaultValue = "auto",
      description =
          "factors of LongRoPE: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}, which depends on the"
              + " length)")
  private RopeScaling scaling = RopeScaling.AUTO;

  @Mixin private KernelOption kernel = new KernelOption();

  @Option(names = "--json", description = "print one JSON document, which is the default")
  @SuppressWarnings("UnusedVariable") // scripts with this option keep working
  private boolean json;

  /** The input: one of the two options. */
  static final class Input {
    @Option(names = "--tokens", split = ",", description = "token ids, for example 1,2,3")
    private int @Nullable [] tokens;

    @Option(
        names = "--branches",
        description =
            "JSON file {\"prefix\":[..],\"branches\":[[..],..]}: print logits at each branch's end")
    private @Nullable Path branches;
  }

  @Override
  public Integer call() throws IOException {
    Path file = input.branches;
    int[] tokens = input.tokens;
    Branches read = file == null ? null : Branches.read(file);
    try (PhiModel model = PhiModel.load(archive, kernel.options())) {
      Map<String, float[][]> result =
          read == null
              ? Map.of("logits", model.logits(tokens == null ? new int[0] : tokens, scaling))
              : Map.of("last_logits", packed(model, read));
      System.out.println(new ObjectMapper().writeValueAsString(result));
    }
    return 0;
  }

  private float[][] packed(PhiModel model, Branches read) {
    int[] everyToken = IntStream.range(0, model.card().shape().vocab()).toArray();
    int longest = read.branches.stream().mapToInt(branch -> branch.length).max().orElse(1);
    try (Prefix prefix = model.prefill(read.prefix, Math.max(1, longest), scaling)) {
      return model.score(prefix, read.branches, everyToken);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // no code compares these
  private record Branches(int[] prefix, List<int[]> branches) {
    static Branches read(Path file) throws IOException {
      try {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        if (!json.path("prefix").isArray() || !json.path("branches").isArray()) {
          throw new BadInputException(file + " must have arrays prefix and branches");
        }
        List<int[]> branches = new ArrayList<>();
        for (JsonNode branch : json.get("branches")) {
          branches.add(ids(branch, file));
        }
        return new Branches(ids(json.get("prefix"), file), branches);
      } catch (JsonProcessingException e) {
        throw new BadInputException(file + " must be JSON: " + JsonFlaw.of(e));
      }
    }

    private static int[] ids(JsonNode array, Path file) {
      int[] ids = new int[array.size()];
      for (int i = 0; i < ids.length; i++) {
        if (!array.get(i).isInt()) {
          throw new BadInputException(
              file + " must have token ids, not " + array.get(i) + " in " + Arrays.toString(ids));
        }
        ids[i] = array.get(i).intValue();
      }
      return ids;
    }
  }
}
