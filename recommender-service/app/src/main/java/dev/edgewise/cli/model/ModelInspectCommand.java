/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.phi.archive.ArchiveInfo;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.WeightLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./edgewise model inspect}. */
@Command(
    name = "inspect",
    description = "Checks the files of an archive and prints the description of its model.")
final class ModelInspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "archive directory")
  private Path archive = Path.of("");

  @Option(names = "--json", description = "print model.json, with sizes, as one JSON document")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ArchiveInfo info = PhiArchive.verified(archive);
    long bytes = Files.size(PhiArchive.moduleFile(archive));
    ObjectMapper mapper = new ObjectMapper();
    if (json) {
      JsonNode card = mapper.readTree(archive.resolve("model.json").toFile());
      ((ObjectNode) card)
          .put("weights", WeightLayout.count(info.card().shape()))
          .put("bytes", bytes);
      System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(card));
      return 0;
    }
    PhiShape s = info.card().shape();
    line("name", info.card().name());
    line("licence", info.card().licence());
    line("trained", info.card().trained() ? "yes" : "no: its scores mean nothing");
    line("format", info.format());
    line("precision", info.precision());
    line("weights", "%,d in %,d bytes".formatted(WeightLayout.count(s), bytes));
    line("layers", "%d, hidden %d, feed-forward %d".formatted(s.layers(), s.hidden(), s.ffn()));
    line("heads", "%d, for keys and values %d".formatted(s.heads(), s.kvHeads()));
    line("vocabulary", s.vocab() + (s.tiedHead() ? ", output matrix tied to it" : ""));
    line(
        "rotary",
        "%d of %d channels, base %.0f".formatted(s.rotary(), s.headWidth(), s.ropeTheta()));
    line(
        "context",
        "%d, at first %d, window %s"
            .formatted(s.context(), info.originalContext(), s.window() == 0 ? "none" : s.window()));
    line(
        "limits",
        "prefix %d, branch %d"
            .formatted(info.card().limits().prefix(), info.card().limits().branch()));
    line("model", "SHA-256 " + info.modelHash());
    line("tokenizer", info.tokenizerHash() == null ? "none" : "SHA-256 " + info.tokenizerHash());
    line("notes", info.card().notes());
    return 0;
  }

  private static void line(String name, Object value) {
    System.out.printf("%-11s %s%n", name, value);
  }
}
