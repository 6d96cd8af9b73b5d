/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextStreamTest {
  private static final Tokenizer TOKENIZER = Tokenizer.phi3();

  @Test
  void aCharacterOfSeveralTokensComesInOnePiece() {
    int[] ids = TOKENIZER.encodePlain("한국어 🦜");
    TextStream stream = new TextStream(TOKENIZER);
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      String piece = stream.accept(id);
      assertThat(piece).doesNotContain("\ufffd");
      assertThat(piece.isEmpty() || !Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
          .isTrue();
      text.append(piece);
    }
    assertThat(text.append(stream.end())).hasToString("한국어 🦜");
  }

  @Test
  void piecesPutTogetherAreTheWholeText() {
    Random random = new Random(9);
    for (int round = 0; round < 300; round++) {
      int[] ids = random.ints(random.nextInt(30), 0, TOKENIZER.size()).toArray();
      TextStream stream = new TextStream(TOKENIZER);
      StringBuilder text = new StringBuilder();
      for (int id : ids) {
        text.append(stream.accept(id));
      }
      assertThat(text.append(stream.end())).hasToString(TOKENIZER.decode(ids));
    }
  }

  @Test
  void anIncompleteCharacterComesAtTheEnd() {
    int begin = TOKENIZER.encodePlain("한")[1];
    TextStream stream = new TextStream(TOKENIZER);
    assertThat(stream.accept(3 + 0xed)).isEmpty();
    assertThat(stream.end()).isEqualTo("\ufffd");
    assertThat(begin).isPositive();
  }
}
