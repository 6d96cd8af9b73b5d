/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Reference;
import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhiArchiveTest {
  @TempDir Path folder;
  private Path archive;

  @BeforeEach
  void write() {
    archive = folder.resolve("model");
    PhiArchive.writeRandom(archive, "small", Reference.SMALL, 1);
  }

  @Test
  void theCardComesBackAsItWasWritten() {
    JsonObject ranking = new JsonObject();
    ranking.addProperty("weight", 0.5);
    ModelCard card =
        new ModelCard(
            "named",
            Reference.SMALL,
            true,
            "CC0-1.0",
            "1",
            new ModelCard.Limits(100, 40),
            ranking,
            new JsonObject());
    PhiArchive.write(archive, card, Precision.BF16, Weights.random(Reference.SMALL, 2));
    assertThat(PhiArchive.card(archive)).isEqualTo(card);
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("again");
    Path other = folder.resolve("other");
    PhiArchive.writeRandom(again, "small", Reference.SMALL, 1);
    PhiArchive.writeRandom(other, "small", Reference.SMALL, 2);
    byte[] model = Files.readAllBytes(archive.resolve("model.pt"));
    assertThat(Files.readAllBytes(again.resolve("model.pt"))).isEqualTo(model);
    assertThat(Files.readAllBytes(other.resolve("model.pt"))).isNotEqualTo(model);
  }

  @Test
  void aBrokenFileIsNamedWithItsRightContent() throws IOException {
    Path model = archive.resolve("model.pt");
    byte[] bytes = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused("model.pt", "SHA-256");
    Files.delete(model);
    assertRefused("model.pt");
    Files.write(model, bytes);
    Files.writeString(archive.resolve("tokenizer.gguf"), "GGUF");
    assertRefused("tokenizer.gguf", "SHA-256");
  }

  @Test
  void aBrokenCardIsNamedWithItsRightContent() throws IOException {
    Path card = archive.resolve("model.json");
    String json = Files.readString(card);
    Files.writeString(card, json.substring(0, 40));
    assertRefused("model.json", "JSON");
    Files.writeString(card, "[]");
    assertRefused("model.json", "JSON");
    Files.writeString(card, json.replace("\"hidden\"", "\"hiden\""));
    assertRefused("model.json", "field hidden");
    Files.writeString(card, json.replace("\"heads\": 4", "\"heads\": 5"));
    assertRefused("model.json", "heads");
    Files.writeString(card, json.replace("\"heads\": 4", "\"heads\": \"many\""));
    assertRefused("model.json", "many");
    Files.writeString(card, json.replace("bf16", "q2"));
    assertRefused("model.json", "q2");
    Files.writeString(card, json.replace("\"format\": 3", "\"format\": 9"));
    assertRefused("model.json", "format 9");
    Files.writeString(card, json.replace("\"hidden\": 64", "\"hidden\": 128"));
    assertRefused("model.pt", "[32064, 128]");
    Files.delete(card);
    assertRefused("model.json");
  }

  @Test
  void aWriteWithOtherRotaryFactorsDoesntResume() {
    Path begun = folder.resolve("begun");
    WriteProgress cut =
        (done, all) -> {
          throw new IllegalStateException("killed");
        };
    Rope plain = Rope.plain(Reference.SMALL);
    assertThatThrownBy(
            () -> PhiArchive.writeRandom(begun, "r", Reference.SMALL, plain, Precision.F32, 1, cut))
        .hasMessage("killed");
    float[] factors = {1, 1, 1, 1, 2, 2, 2, 2};
    Rope other = Rope.stretched(Reference.SMALL, factors, factors, 1, 256);
    int[] first = {0};
    WriteProgress counts = (done, all) -> first[0] = first[0] == 0 ? done : first[0];
    PhiArchive.writeRandom(begun, "r", Reference.SMALL, other, Precision.F32, 1, counts);
    assertThat(first[0]).isEqualTo(1);
  }

  @Test
  void aForeignDirectoryStaysUnchanged() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(mine.resolve("diary.txt"), "dear diary");
    assertThatThrownBy(() -> PhiArchive.writeRandom(mine, "small", Reference.SMALL, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("mine");
    assertThat(mine.resolve("diary.txt")).hasContent("dear diary");
  }

  @Test
  void aWeightThatDoesntFitLeavesTheOldArchiveAndNothingElse() throws IOException {
    ModelCard card = PhiArchive.card(archive);
    byte[] before = Files.readAllBytes(archive.resolve("model.pt"));
    assertThatThrownBy(() ->
            PhiArchive.write(archive, card, Precision.F32, Weights.whole(w -> new float[] {1, 2})))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("embed");
    assertThatThrownBy(
            () -> PhiArchive.write(archive, card, Precision.F32, Weights.whole(this::notANumber)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("NaN");
    assertThat(Files.readAllBytes(archive.resolve("model.pt"))).isEqualTo(before);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(archive);
    }
  }

  private float[] notANumber(WeightLayout weight) {
    float[] values = new float[weight.size()];
    values[values.length - 1] = Float.NaN;
    return values;
  }

  private void assertRefused(String... named) {
    assertThatThrownBy(() -> PhiModel.load(archive).close())
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(named);
  }
}
