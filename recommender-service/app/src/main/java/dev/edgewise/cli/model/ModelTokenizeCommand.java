/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./edgewise model tokenize}. */
@Command(
    name = "tokenize",
    description = "Prints the token ids of a text, unchanged and without <s> in front.")
final class ModelTokenizeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR_OR_GGUF", description = "archive directory, or a GGUF file")
  private Path model = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Text text = new Text();

  @Option(names = "--no-special", description = "treat special tokens in the text as ordinary text")
  private boolean plain;

  @Option(names = "--json", description = "print one JSON document {\"ids\":[...]}")
  private boolean json;

  /** The text: one of the two options. */
  static final class Text {
    @Option(names = "--text", description = "the text")
    private @Nullable String text;

    @Option(names = "--file", description = "a file with the text, in UTF-8")
    private @Nullable Path file;

    String read() throws IOException {
      return file == null
          ? String.valueOf(text)
          : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
  }

  @Override
  public Integer call() throws IOException {
    Path file = Files.isDirectory(model) ? PhiArchive.tokenizerFile(model) : model;
    if (!Files.exists(file)) {
      throw new ModelException(model + " has no tokenizer");
    }
    Tokenizer tokenizer = Tokenizer.load(file);
    String given = text.read();
    int[] ids = plain ? tokenizer.encodePlain(given) : tokenizer.encode(given);
    System.out.println(
        json
            ? new ObjectMapper().writeValueAsString(Map.of("ids", ids))
            : Arrays.stream(ids).mapToObj(String::valueOf).collect(Collectors.joining(" ")));
    return 0;
  }
}
