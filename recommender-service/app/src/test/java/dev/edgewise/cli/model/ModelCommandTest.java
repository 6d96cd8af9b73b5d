/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.EdgewiseCommand;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import dev.edgewise.phi.token.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
  private static final String CONFIG =
      """
      {"model_type":"phi3","hidden_size":64,"intermediate_size":96,"num_hidden_layers":2,
       "num_attention_heads":4,"num_key_value_heads":2,"vocab_size":32064,"rope_theta":10000.0,
       "rms_norm_eps":1e-05,"max_position_embeddings":256,"sliding_window":null}
      """;

  private final PrintStream standard = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setOut(standard);
  }

  private int run(Object... arguments) {
    out.reset();
    err.reset();
    String[] words = new String[arguments.length + 1];
    words[0] = "model";
    for (int i = 0; i < arguments.length; i++) {
      words[i + 1] = arguments[i].toString();
    }
    return EdgewiseCommand.run(new PrintStream(err, true, StandardCharsets.UTF_8), words);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private Path archive() {
    Path archive = folder.resolve("f32");
    PhiShape shape = PhiShape.small(64, 2, 4, 96, 256);
    PhiArchive.writeRandom(archive, "f32", shape, Precision.F32, 1, WriteProgress.SILENT);
    return archive;
  }

  @Test
  void randomThenInspect() throws IOException {
    Path config = Files.writeString(folder.resolve("config.json"), CONFIG);
    Path made = folder.resolve("made");
    assertThat(run("random", "--config", config, "--precision", "int4", "--out", made)).isZero();
    assertThat(run("inspect", made, "--json")).isZero();
    assertThat(json().path("precision").asText()).isEqualTo("int4");
    assertThat(json().path("shape").path("kvHeads").asInt()).isEqualTo(2);
    assertThat(json().path("bytes").asLong()).isEqualTo(Files.size(made.resolve("model.pt")));
    assertThat(run("inspect", made)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("int4", "trained     no", "SHA-256");
  }

  @Test
  void importThenLogitsStayClose() throws IOException {
    Path archive = archive();
    Path int8 = folder.resolve("int8");
    assertThat(run("import", archive, "--out", int8, "--precision", "INT8")).isZero();
    assertThat(out.size()).isZero();
    assertThat(run("logits", archive, "--tokens", "5,6,7", "--json")).isZero();
    JsonNode exact = json().path("logits");
    assertThat(exact).hasSize(3);
    assertThat(exact.get(0)).hasSize(32064);
    Path branches =
        Files.writeString(folder.resolve("b.json"), "{\"prefix\":[5],\"branches\":[[6,7],[6]]}");
    assertThat(run("logits", archive, "--branches", branches)).isZero();
    assertThat(json().path("last_logits").get(0).get(9).floatValue())
        .isCloseTo(exact.get(2).get(9).floatValue(), within(1e-4f));
    assertThat(run("logits", int8, "--tokens", "5,6,7")).isZero();
    JsonNode rounded = json().path("logits").get(2);
    double worst = 0;
    for (int i = 0; i < 32064; i++) {
      double error = rounded.get(i).doubleValue() - exact.get(2).get(i).doubleValue();
      worst = Math.max(worst, Math.abs(error));
    }
    assertThat(worst).isGreaterThan(0).isLessThan(0.1);
  }

  @Test
  void tokenizesTextAndFilesAsTheyStand() throws IOException {
    Path archive = archive();
    Tokenizer tokenizer = Tokenizer.phi3();
    String text = "<|user|>\nHi, 안녕 \n";
    assertThat(run("tokenize", archive, "--text", text, "--json")).isZero();
    assertIds(tokenizer.encode(text));
    Path file = Files.writeString(folder.resolve("text"), text);
    assertThat(run("tokenize", archive.resolve("tokenizer.gguf"), "--file", file, "--json"))
        .isZero();
    assertIds(tokenizer.encode(text));
    assertThat(run("tokenize", archive, "--file", file, "--no-special", "--json")).isZero();
    assertIds(tokenizer.encodePlain(text));
  }

  private void assertIds(int[] expected) throws IOException {
    int[] ids = new ObjectMapper().treeToValue(json().path("ids"), int[].class);
    assertThat(ids).isEqualTo(expected);
  }

  /** The default lengths exceed the context of small models. */
  @Test
  void benchShortensPrefixesToTheContext() throws IOException {
    assertThat(run("bench", archive(), "-n", "0", "--rank", "20,5,6", "--rounds", "1", "--json"))
        .isZero();
    assertThat(json().fieldNames())
        .toIterable()
        .anyMatch(name -> name.matches("prefill_\\d+_tokens_per_s"));
  }

  @Test
  void benchMeasuresWhatItIsAskedFor() throws IOException {
    assertThat(
            run(
                "bench",
                archive(),
                "-p",
                "16,32",
                "-n",
                "3",
                "--batch",
                "1,2",
                "--rank",
                "20,5,6",
                "--rounds",
                "1",
                "--json"))
        .isZero();
    assertThat(json().path("prefill_32_tokens_per_s").asDouble()).isPositive();
    assertThat(json().path("rank_20_5_6_s").asDouble()).isPositive();
    assertThat(json().path("decode_x2_tokens_per_s").asDouble()).isPositive();
    assertThat(json().path("machine").asText()).isNotBlank();
  }

  @Test
  void badInputIsOneLineThatNamesIt() throws IOException {
    assertBad("none.gguf", "import", folder.resolve("none.gguf"), "--out", folder.resolve("o"));
    assertBad("int5", "import", folder, "--out", folder.resolve("o"), "--precision", "int5");
    assertBad("phi-9", "random", "--shape", "phi-9", "--out", folder.resolve("o"));
    assertBad("none", "inspect", folder.resolve("none"));
    Path archive = archive();
    assertBad("32064", "logits", archive, "--tokens", "32064");
    Path branches = Files.writeString(folder.resolve("b.json"), "{\"prefix\":[5]}");
    assertBad("branches", "logits", archive, "--branches", branches);
    assertBad("--rank", "bench", archive, "--rank", "1,2");
    Files.delete(archive.resolve("tokenizer.gguf"));
    assertBad("tokenizer", "tokenize", archive, "--text", "x");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  private void assertBad(String named, Object... arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("edgewise: ").contains(named);
    assertThat(out.size()).isZero();
  }
}
