/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentKeysTest {
  private final AtomicLong nanos = new AtomicLong(5);
  private final RecentKeys<String, Integer> recent = new RecentKeys<>(100, 10, nanos::get);

  @Test
  void theFirstUnderAKeyStays() {
    assertThat(recent.putIfAbsent("a", 1, 1)).isNull();
    assertThat(recent.putIfAbsent("a", 2, 1)).isEqualTo(1);
    assertThat(recent.get("a")).isEqualTo(1);
    assertThat(recent.get("b")).isNull();
  }

  @Test
  void isRememberedForAWindowAndForgottenAfterTwo() {
    recent.putIfAbsent("a", 1, 1);
    nanos.addAndGet(99);
    recent.putIfAbsent("b", 2, 1);
    nanos.addAndGet(1);
    assertThat(recent.get("a")).isEqualTo(1);
    assertThat(recent.putIfAbsent("a", 3, 1)).isEqualTo(1);
    nanos.addAndGet(99);
    assertThat(recent.get("b")).isEqualTo(2);
    nanos.addAndGet(1);
    assertThat(recent.get("a")).isNull();
    assertThat(recent.get("b")).isNull();
  }

  @Test
  void afterALongPauseAllIsForgottenAtOnce() {
    recent.putIfAbsent("a", 1, 1);
    nanos.addAndGet(200);
    assertThat(recent.get("a")).isNull();
  }

  @Test
  void ofTooMuchTheLatestStays() {
    for (int i = 0; i < 1000; i++) {
      recent.putIfAbsent("k" + i, i, 1);
    }
    for (int i = 996; i < 1000; i++) {
      assertThat(recent.get("k" + i)).isEqualTo(i);
    }
    assertThat(recent.get("k980")).isNull();
  }

  @Test
  void onlyWhatIsThereIsRemoved() {
    recent.putIfAbsent("a", 1, 1);
    recent.remove("a", 2);
    assertThat(recent.get("a")).isEqualTo(1);
    nanos.addAndGet(100);
    assertThat(recent.get("a")).isEqualTo(1);
    recent.remove("a", 1);
    assertThat(recent.get("a")).isNull();
  }
}
