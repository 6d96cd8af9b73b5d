/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventTypeTest {
  /** Profiles in Redis contain these numbers, so the number of a type must never change. */
  private static final List<String> STORED =
      List.of(
          "view", "click", "read", "like", "dislike", "hide", "add", "purchase", "rate", "return");

  @Test
  void storedNumbersNeverChange() {
    for (int i = 0; i < STORED.size(); i++) {
      assertThat(EventType.storedNumber(STORED.get(i))).isEqualTo(i + 1);
      assertThat(EventType.stored(i + 1)).isEqualTo(STORED.get(i));
    }
    for (String byName : List.of("impression", "search", "dance", "")) {
      assertThat(EventType.storedNumber(byName)).isZero();
    }
  }

  @Test
  void aNumberWithoutATypeIsRefused() {
    for (long bad : new long[] {-1, 0, 11, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> EventType.stored(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from 1 to 10, not " + bad);
    }
  }

  @Test
  void weightsAgreeWithPolarities() {
    for (EventType type : EventType.values()) {
      assertThat(EventType.of(type.type())).contains(type);
      assertThat(type.displayName()).isNotBlank();
      assertThat(type.weight())
          .as(type.type())
          .matches(weight ->
              switch (type.polarity()) {
                case POSITIVE -> weight >= 0.5;
                case NEGATIVE -> weight <= -0.5;
                case NEUTRAL -> weight >= 0 && weight < 0.5;
                case BY_VALUE -> weight == 0;
              });
    }
  }
}
