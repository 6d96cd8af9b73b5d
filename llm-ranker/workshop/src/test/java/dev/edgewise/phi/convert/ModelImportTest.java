/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Reference;
import dev.edgewise.phi.archive.ArchiveInfo;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelImportTest {
  @TempDir Path folder;
  private Path gguf;
  private Path directory;
  private Path out;

  @BeforeEach
  void copy() {
    gguf = Reference.file(folder.resolve("in"), "tiny-mini-q4_0.gguf");
    directory = folder.resolve("hf");
    Reference.file(directory, "tiny-mini-hf/config.json");
    Reference.file(directory, "tiny-mini-hf/model.safetensors");
    out = folder.resolve("out");
  }

  @Test
  void theCardHasTheDataOfTheSource() {
    Path source = Reference.file(folder.resolve("in"), "tiny-long-f32.gguf");
    assertThat(ModelImport.run(source, out, Precision.INT4, WriteProgress.SILENT)).isFalse();
    ArchiveInfo info = PhiArchive.info(out);
    assertThat(info.precision()).isEqualTo(Precision.INT4);
    assertThat(info.originalContext()).isEqualTo(256);
    assertThat(info.ropeFactor()).isGreaterThan(1);
    assertThat(info.tokenizerHash()).isNull();
    assertThat(info.card().shape().kvHeads()).isEqualTo(2);
    assertThat(info.card().shape().context()).isEqualTo(1024);
    assertThat(
            info.card().notes().getAsJsonObject("source").get("tiny-long-f32.gguf").getAsString())
        .hasSize(64);
  }

  /** The importing thread calls the listener, so an exception there acts like a kill. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void anInterruptedImportResumes(Precision precision) throws IOException {
    ModelImport.run(gguf, folder.resolve("whole"), precision, WriteProgress.SILENT);
    WriteProgress cut =
        (done, all) -> {
          if (done == 7) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> ModelImport.run(gguf, out, precision, cut)).hasMessage("killed");
    assertThat(out).doesNotExist();
    int[] first = {0};
    ModelImport.run(
        gguf, out, precision, (done, all) -> first[0] = first[0] == 0 ? done : first[0]);
    assertThat(first[0]).isEqualTo(8);
    assertThat(Files.readAllBytes(PhiArchive.moduleFile(out)))
        .isEqualTo(Files.readAllBytes(PhiArchive.moduleFile(folder.resolve("whole"))));
    assertNothingBeside();
  }

  @Test
  void anImportFromAnotherSourceDoesntResume() {
    WriteProgress cut =
        (done, all) -> {
          throw new IllegalStateException("killed");
        };
    assertThatThrownBy(() -> ModelImport.run(gguf, out, Precision.F32, cut)).hasMessage("killed");
    int[] first = {0};
    ModelImport.run(
        directory, out, Precision.F32, (done, all) -> first[0] = first[0] == 0 ? done : first[0]);
    assertThat(first[0]).isEqualTo(1);
    PhiModel.load(out).close();
  }

  @Test
  void anArchiveOfFloatsIsImportedAtAnotherPrecision() throws IOException {
    ModelImport.run(directory, folder.resolve("f32"), Precision.F32, WriteProgress.SILENT);
    ModelImport.run(directory, folder.resolve("direct"), Precision.INT4, WriteProgress.SILENT);
    ModelImport.run(folder.resolve("f32"), out, Precision.INT4, WriteProgress.SILENT);
    assertThat(Files.readAllBytes(PhiArchive.moduleFile(out)))
        .isEqualTo(Files.readAllBytes(PhiArchive.moduleFile(folder.resolve("direct"))));
    assertRefused(out, "int4", "bf16");
  }

  @Test
  void filesOfOtherKindsAreNamed() throws IOException {
    assertRefused(folder.resolve("missing.gguf"), "missing.gguf", "isn't there");
    assertRefused(Files.createDirectory(folder.resolve("empty")), "empty", "config.json");
    assertRefused(Files.writeString(folder.resolve("a.txt"), "hello"), "a.txt", "GGUF");
  }

  @Test
  void aCutFileNamesTheTensorAndWhereItShouldEnd() throws IOException {
    cut(gguf, Files.size(gguf) - 1000);
    assertRefused(gguf, "tiny-mini-q4_0.gguf", "tensor", "" + Files.size(gguf));
    Path weights = directory.resolve("model.safetensors");
    cut(weights, Files.size(weights) / 2);
    assertRefused(directory, "model.safetensors", "tensor", "" + Files.size(weights));
  }

  @Test
  void anotherArchitectureOrTypeIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(gguf);
    Files.write(gguf, replaced(bytes, "phi3", "qwen"));
    assertRefused(gguf, "qwen", "phi3");
    Files.write(gguf, replaced(bytes, "blk.1.ffn_down.weight", "blk.1.ffn_dawn.weight"));
    assertRefused(gguf, "blk.1.ffn_down.weight");
  }

  @Test
  void aConfigThatDoesntFitIsNamed() throws IOException {
    change("model_type", "llama");
    assertRefused(directory, "model_type", "llama", "phi3");
    change("model_type", "phi3");
    change("hidden_act", "gelu");
    assertRefused(directory, "hidden_act", "gelu", "silu");
    change("hidden_act", "silu");
    change("intermediate_size", 161);
    assertRefused(directory, "gate_up_proj", "320 x 96", "322 x 96");
    change("intermediate_size", 160.5);
    assertRefused(directory, "intermediate_size", "160.5");
    change("intermediate_size", null);
    assertRefused(directory, "config.json", "intermediate_size");
  }

  @Test
  void anIndexCantLeadOutOfTheDirectory() throws IOException {
    Files.writeString(
        directory.resolve("model.safetensors.index.json"),
        "{\"weight_map\":{\"model.norm.weight\":\"../in/tiny-mini-q4_0.gguf\"}}");
    assertRefused(directory, "index.json", "../in/tiny-mini-q4_0.gguf");
  }

  @Test
  void weightsThatAreNoNumbersAreNamed() throws IOException {
    Path weights = directory.resolve("model.safetensors");
    try (RandomAccessFile file = new RandomAccessFile(weights.toFile(), "rw")) {
      file.seek(Files.size(weights) - 4);
      file.writeInt(Integer.reverseBytes(Float.floatToIntBits(Float.NaN)));
    }
    assertRefused(directory, "NaN", "finite");
    assertNothingBeside();
  }

  @Test
  void damagedHeadsAreRefusedWithoutACrash() throws IOException {
    Random random = new Random(11);
    byte[] good = Files.readAllBytes(gguf);
    byte[] tensors = Files.readAllBytes(directory.resolve("model.safetensors"));
    for (int round = 0; round < 300; round++) {
      Files.write(gguf, damaged(good, 2000, random));
      readOrRefuse(gguf);
      Files.write(directory.resolve("model.safetensors"), damaged(tensors, 3000, random));
      readOrRefuse(directory);
    }
  }

  private static byte[] damaged(byte[] good, int head, Random random) {
    byte[] bytes =
        Arrays.copyOf(good, random.nextInt(3) == 0 ? random.nextInt(good.length) : good.length);
    for (int flips = 1 + random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
      bytes[random.nextInt(Math.min(head, bytes.length))] = (byte) random.nextInt();
    }
    return bytes;
  }

  private void readOrRefuse(Path source) {
    try (ModelSource opened = ModelImport.open(source)) {
      assertThat(opened.card().shape().layers()).isPositive();
    } catch (ModelException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void aSmallFileCantAskForMuchMemory() throws IOException {
    ByteBuffer huge = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    huge.putLong(Long.MAX_VALUE / 2);
    Files.write(directory.resolve("model.safetensors"), huge.array());
    assertRefused(directory, "model.safetensors", "header");
    huge.clear();
    huge.putLong(40)
        .put("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999".getBytes(StandardCharsets.UTF_8));
    Files.write(directory.resolve("model.safetensors"), huge.array());
    assertRefused(directory, "model.safetensors", "JSON");
  }

  private void change(String field, Object value) throws IOException {
    Path config = directory.resolve("config.json");
    JsonObject json = JsonParser.parseString(Files.readString(config)).getAsJsonObject();
    if (value == null) {
      json.remove(field);
    } else if (value instanceof Number number) {
      json.addProperty(field, number);
    } else {
      json.addProperty(field, value.toString());
    }
    Files.writeString(config, json.toString());
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    byte[] changed = bytes.clone();
    byte[] search = from.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at + search.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + search.length, search, 0, search.length)) {
        System.arraycopy(to.getBytes(StandardCharsets.UTF_8), 0, changed, at, search.length);
        return changed;
      }
    }
    throw new IllegalArgumentException(from);
  }

  private static void cut(Path file, long size) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(size);
    }
  }

  private void assertRefused(Path source, String... named) {
    assertThatThrownBy(() ->
            ModelImport.run(source, folder.resolve("refused"), Precision.F32, WriteProgress.SILENT))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(named);
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  private void assertNothingBeside() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<String> hidden =
          all.map(path -> path.getFileName().toString()).filter(n -> n.startsWith(".")).toList();
      assertThat(hidden).isEmpty();
    }
  }
}
