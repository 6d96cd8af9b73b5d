/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SafetyTest {
  private static Item item(String id, String title, String category, String label) {
    return new Item(id, title, "A story.", List.of(category), Map.of("label", label), null, false);
  }

  @Test
  void whatIsListedIsBlockedWhateverItsCase() {
    Safety safety = new Safety(Set.of("9"), Set.of("Gambling"), Set.of("poker"), Set.of("Adult"));
    assertThat(safety.test(item("1", "Moon", "Drama", "everyone"))).isTrue();
    assertThat(safety.test(item("9", "Moon", "Drama", "everyone"))).isFalse();
    assertThat(safety.test(item("1", "Moon", "gambling", "everyone"))).isFalse();
    assertThat(safety.test(item("1", "The POKER, game", "Drama", "everyone"))).isFalse();
    assertThat(safety.test(item("1", "Moon", "Drama", "adult"))).isFalse();
    // a blocked word does not match a part of a longer word
    assertThat(safety.test(item("1", "Pokerface", "Drama", "everyone"))).isTrue();
  }

  @Test
  void blockedWordsAreFoundInEveryLanguage() {
    Safety safety = new Safety(Set.of(), Set.of(), Set.of("도박"), Set.of());
    assertThat(safety.test(spoken(Map.of("ko", "달"), Map.of("ko", "달 이야기")))).isTrue();
    assertThat(safety.test(spoken(Map.of("ko", "도박, 달"), Map.of()))).isFalse();
    assertThat(safety.test(spoken(Map.of(), Map.of("ko", "도박 이야기")))).isFalse();
  }

  private static Item spoken(Map<String, String> titles, Map<String, String> texts) {
    return new Item("1", "Moon", titles, "", texts, List.of(), Map.of(), null, false);
  }

  @Test
  void hiddenItemsAreNeverSafe() {
    assertThat(Safety.OPEN.test(new Item("1", "Moon", "", List.of(), Map.of(), null, true)))
        .isFalse();
  }
}
