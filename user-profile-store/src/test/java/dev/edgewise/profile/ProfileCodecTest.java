/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileCodecTest {
  private final ProfileRules rules = new ProfileRules(SignalWeights.standard());

  @Test
  void whatIsWrittenIsReadBack() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      Profile profile = rules.apply(Profile.empty("ann"), TestEvents.log("ann", round, random));
      byte[] bytes = ProfileCodec.encode(profile);
      assertThat(ProfileCodec.decode(bytes)).isEqualTo(profile);
      assertThat(ProfileCodec.encode(ProfileCodec.decode(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void brokenBytesGiveOneClearErrorAndNothingElse() {
    Random random = new Random(4);
    byte[] whole =
        ProfileCodec.encode(rules.apply(Profile.empty("ann"), TestEvents.log("ann", 50, random)));
    for (int round = 0; round < 20_000; round++) {
      byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int i = random.nextInt(8); i > 0 && broken.length > 0; i--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        ProfileCodec.decode(broken);
      } catch (IllegalArgumentException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void aNewerSchemaIsNamed() {
    assertThatThrownBy(() -> ProfileCodec.decode(new byte[] {99}))
        .hasMessageContaining("schema version 99")
        .hasMessageContaining("reads version 1");
  }

  @Test
  void aProfileCutShortIsSaid() {
    byte[] whole = ProfileCodec.encode(Profile.empty("ann"));
    assertThatThrownBy(() -> ProfileCodec.decode(Arrays.copyOf(whole, 10)))
        .hasMessageContaining("cut short");
  }
}
