/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgewiseCommandTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir Path directory;

  private int run(String... arguments) {
    return EdgewiseCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), arguments);
  }

  private String line() {
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    return text.strip();
  }

  @Test
  void unknownCommandsAndOptionsAreBadUsage() {
    assertThat(run("dance")).isEqualTo(2);
    assertThat(line()).startsWith("edgewise: ").contains("dance");
    said.reset();
    assertThat(run("demo", "--port", "many")).isEqualTo(2);
    assertThat(line()).contains("--port").contains("many");
    said.reset();
    assertThat(run("demo", "--catalogue", "wine")).isEqualTo(2);
    assertThat(line()).contains("films or shop").contains("wine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"demo", "train", "rank", "events", "events send", "model", "model import"})
  void everyCommandHasHelpAndAVersion(String command) {
    assertThat(run((command + " --help").split(" "))).isZero();
    assertThat(run((command + " --version").split(" "))).isZero();
    assertThat(said.size()).isZero();
  }

  @Test
  void filesThatAreNotThereAreBadInput() {
    assertThat(run("demo", "--items", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(line()).contains("--items").contains("none");
    said.reset();
    assertThat(run("demo", "--events", "x")).isEqualTo(2);
    assertThat(line()).contains("--items");
    said.reset();
    assertThat(run("rank", "--request", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(line()).contains("none");
  }

  @Test
  void aPortInUseIsAFailureBeforeAnythingStarts() throws IOException {
    Path items = Files.writeString(directory.resolve("items.jsonl"), "{}");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      String data = directory.resolve("data").toString();
      assertThat(run("demo", "--items", items.toString(), "--port", port, "--data", data))
          .isEqualTo(1);
      assertThat(line()).contains(port).contains("--port");
      assertThat(directory.resolve("data")).doesNotExist();
    }
  }
}
