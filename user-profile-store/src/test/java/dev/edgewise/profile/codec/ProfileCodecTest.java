/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.AppliedEvents;
import dev.edgewise.profile.Circumstances;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.FoldedHistory;
import dev.edgewise.profile.Impressions;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.Search;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.StatedPreferences;
import dev.edgewise.profile.TestEvents;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileCodecTest {
  private final ProfileRules rules = new ProfileRules(SignalWeights.standard());

  @Test
  void whatIsWrittenIsReadBack() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      Profile profile = rules.apply(Profile.empty("ann"), TestEvents.log("ann", 4 * round, random));
      byte[] bytes = ProfileCodec.encode(profile);
      assertThat(ProfileCodec.decode("ann", bytes)).isEqualTo(profile);
      assertThat(ProfileCodec.encode(ProfileCodec.decode("ann", bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void everyFieldIsReadBack() {
    Profile profile = full();
    assertThat(ProfileCodec.decode("ann", ProfileCodec.encode(profile))).isEqualTo(profile);
  }

  /**
   * A profile whose names share more bytes than follow them was refused when it was read, so all
   * later events of its user became dead letters.
   */
  @Test
  void namesThatHaveALongBeginningInCommonAreReadBack() {
    for (int depth = 0; depth < 25; depth++) {
      String path = "category:" + "Apparel > ".repeat(depth);
      List<String> traits = List.of(path + "Coats", path + "Hats", path, "x" + path);
      Event event =
          new Event("e", "t", "ann", path, "like", TestEvents.NOON, null, traits, Map.of());
      Profile profile = rules.apply(Profile.empty("ann"), List.of(TestEvents.at(0, event)));
      assertThat(ProfileCodec.decode("ann", ProfileCodec.encode(profile))).isEqualTo(profile);
    }
  }

  /** A profile with a value in every field, including unusual names and numbers. */
  private static Profile full() {
    return full(Map.of("AAECAwQFBgcICQoLDA0ODw/0", 0L, "topic/3", 9L));
  }

  private static Profile full(Map<String, Long> births) {
    String topic = "AAECAwQFBgcICQoLDA0ODw";
    Interaction met =
        new Interaction(
            "ключ",
            "rate",
            TestEvents.NOON,
            1.0 / 3,
            -0.123456789,
            List.of("a:b", "x".repeat(300)),
            (1L << 40) - 1);
    Interaction again =
        new Interaction("ключ", "view", TestEvents.NOON.plusMillis(1), null, 0.1, List.of(), 0);
    Interaction opinion =
        new Interaction(
            "old", "rate", Instant.EPOCH, 1e-300, Math.PI - 3, List.of("a:b", "a:bc"), 0);
    Interaction look = new Interaction("old", "peek", Instant.EPOCH, null, 0.25, List.of(), 0);
    return new Profile(
        "ann",
        Long.MAX_VALUE,
        1,
        List.of(met, again),
        new FoldedHistory(
            List.of(opinion), List.of(look), new TreeMap<>(Map.of("", Instant.EPOCH))),
        new TreeMap<>(Map.of("seen", new Impressions(Integer.MAX_VALUE, Instant.EPOCH))),
        List.of(new Search("two words", TestEvents.NOON)),
        new StatedPreferences("ko", List.of("slow films"), List.of("")),
        new Circumstances(new TreeMap<>(Map.of(0, 1L, 23, 5L)), new TreeMap<>(Map.of("tv", 6L))),
        new AppliedEvents(
            new TreeMap<>(Map.of(topic + "/0", 7L, topic + "~1/12", 8L, "topic/3", 9L)),
            new TreeMap<>(births),
            List.of(1L, 2L),
            Instant.EPOCH.minusMillis(1)),
        Instant.EPOCH.minusSeconds(1),
        TestEvents.NOON.plusSeconds(1),
        "pt-BR");
  }

  @Test
  void brokenBytesGiveOneClearErrorAndNothingElse() {
    Random random = new Random(4);
    byte[] whole = ProfileCodec.encode(full());
    for (int round = 0; round < 20_000; round++) {
      byte[] broken = broken(whole, random);
      try {
        ProfileCodec.decode("ann", broken);
      } catch (IllegalArgumentException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  /** Damages the content itself, without the hash that would detect it. */
  @Test
  void brokenContentGivesOneClearErrorAndNothingElse() {
    Random random = new Random(5);
    byte[] large =
        new ProfileWriter()
            .write(rules.apply(Profile.empty("ann"), TestEvents.log("ann", 300, random)));
    byte[] strange = new ProfileWriter().write(full());
    for (int round = 0; round < 20_000; round++) {
      byte[] broken = broken(random.nextBoolean() ? large : strange, random);
      try {
        new ProfileReader(broken, (byte) (2 + random.nextInt(3))).read("ann");
      } catch (IllegalArgumentException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  private static byte[] broken(byte[] whole, Random random) {
    boolean cut = random.nextInt(3) == 0;
    byte[] broken = Arrays.copyOf(whole, cut ? random.nextInt(whole.length + 1) : whole.length);
    for (int i = random.nextInt(8); i > 0 && broken.length > 0; i--) {
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
    }
    return broken;
  }

  private static byte[] stored(String name) throws IOException {
    try (InputStream in = ProfileCodecTest.class.getResourceAsStream("/profiles/" + name)) {
      return Base64.getMimeDecoder().decode(in.readAllBytes());
    }
  }

  /** Stored profiles must stay readable, and be written alike, as long as this schema exists. */
  @Test
  void theSchemaStaysAsItIs() throws IOException {
    byte[] stored = stored("schema-5.base64");
    assertThat(ProfileCodec.decode("ann", stored)).isEqualTo(full());
    assertThat(ProfileCodec.encode(full())).isEqualTo(stored);
  }

  /** The resource was written by a release that didn't know how profiles began. */
  @Test
  void aProfileOfTheFourthSchemaIsRead() throws IOException {
    assertThat(ProfileCodec.decode("ann", stored("schema-4.base64"))).isEqualTo(full(Map.of()));
  }

  /** The resource was written by a release whose keys of events had five bytes. */
  @Test
  void aProfileOfTheThirdSchemaIsRead() throws IOException {
    assertThat(ProfileCodec.decode("ann", stored("schema-3.base64"))).isEqualTo(full(Map.of()));
  }

  /** The resource was written by a release that knew schema version 2, with sums. */
  @Test
  void aProfileOfTheSecondSchemaIsReadWithoutItsSums() throws IOException {
    Profile second = ProfileCodec.decode("ann", stored("schema-2.base64"));
    Profile full = full(Map.of());
    assertThat(second.recent()).isEqualTo(full.recent());
    assertThat(second.earlier().opinions()).isEmpty();
    assertThat(second.earlier().finished()).isEqualTo(full.earlier().finished());
    assertThat(second.applied()).isEqualTo(full.applied());
    assertThat(second.stated()).isEqualTo(full.stated());
  }

  @Test
  void aNewerSchemaIsNamed() {
    assertThatThrownBy(() -> ProfileCodec.decode("ann", new byte[] {99}))
        .hasMessageContaining("schema version 99")
        .hasMessageContaining("reads versions 2 to 5");
  }

  @Test
  void aProfileCutShortIsSaid() {
    byte[] whole = ProfileCodec.encode(Profile.empty("ann"));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ProfileCodec.decode("ann", cut)).hasMessageContaining("cut short");
    }
  }
}
