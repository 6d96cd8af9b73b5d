/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufTest {
  @TempDir Path folder;

  @Test
  void aCutOrAlteredFileIsRefusedOrReadButNeverCrashes() {
    byte[] whole = BundledVocabulary.bytes();
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = Arrays.copyOf(whole, round % 2 == 0 ? whole.length : random.nextInt(5000));
      for (int flips = random.nextInt(8); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(Math.min(2000, bytes.length))] = (byte) random.nextInt();
      }
      readOrRefuse(bytes);
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      Vocabulary.of(Gguf.read(ByteBuffer.wrap(bytes), "fuzzed.gguf").metadata(), "fuzzed.gguf");
    } catch (ModelException e) {
      assertThat(e).hasMessageContaining("fuzzed.gguf");
    }
  }

  @Test
  void aSmallFileCantAskForMuchMemory() {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x46554747).putInt(3).putLong(0).putLong(1);
    bytes.putLong(Long.MAX_VALUE / 2).rewind();
    assertThatThrownBy(() -> Gguf.read(bytes, "small.gguf"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("small.gguf")
        .hasMessageContaining("bytes are left");
  }

  @Test
  void filesOfAnotherKindAreNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "this is no model at all");
    assertThatThrownBy(() -> Tokenizer.load(text))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("GGUF");
    assertThatThrownBy(() -> Tokenizer.load(folder.resolve("missing.gguf")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("missing.gguf");
    assertThatCode(Tokenizer::phi3).doesNotThrowAnyException();
  }
}
