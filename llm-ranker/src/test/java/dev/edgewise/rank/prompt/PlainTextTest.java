/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void plainTextStaysUnchanged() {
    assertThat(PlainText.clean("Fantômas - À l'ombre 🎬 기생충", 100))
        .isEqualTo("Fantômas - À l'ombre 🎬 기생충");
  }

  @Test
  void theResultIsOneLine() {
    assertThat(PlainText.clean(" \n a\r\n\tb\u2028c\u00a0\u3000d\u0085 ", 100))
        .isEqualTo("a b c d");
  }

  @Test
  void invisibleCharactersAreRemoved() {
    assertThat(
            PlainText.clean(
                "a\u0000\u200b\u202e\u2066b\ufeff\u00ad\ufe0f\u115f\u3164c\ud800\ue000"
                    + new String(Character.toChars(0xE0041)),
                100))
        .isEqualTo("abc");
  }

  @Test
  void theLimitCountsCodePoints() {
    assertThat(PlainText.clean("🎬🎬🎬", 2)).isEqualTo("🎬🎬");
    assertThat(PlainText.clean("ab cd", 3)).isEqualTo("ab");
  }

  @Test
  void anyTextBecomesClean() {
    Random random = new Random(5);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x300 : 0x110000));
      }
      String clean = PlainText.clean(text.toString(), 20);
      assertThat(clean.codePointCount(0, clean.length())).isLessThanOrEqualTo(20);
      assertThat(clean).doesNotContain("  ").doesNotContain("\n").isEqualTo(clean.trim());
      assertThat(clean.codePoints().filter(c -> Character.getType(c) == Character.FORMAT))
          .isEmpty();
      assertThat(PlainText.clean(clean, 20)).isEqualTo(clean);
    }
  }
}
