/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatestValuesTest {
  @Test
  void theLeastRecentlyUsedGoWhenTheBytesAreMany() {
    LatestValues values = new LatestValues(2000);
    for (int i = 0; i < 100; i++) {
      values.put("user" + i, new byte[50], 0);
      assertThat(values.get("user0", 0)).isNotNull();
    }
    assertThat(values.count()).isEqualTo(10);
    assertThat(values.get("user99", 0)).hasSize(50);
    assertThat(values.get("user50", 0)).isNull();
  }

  @Test
  void aLargerValueTakesItsPlace() {
    LatestValues values = new LatestValues(1000);
    values.put("a", new byte[50], 0);
    values.put("b", new byte[50], 0);
    values.put("b", new byte[800], 0);
    assertThat(values.get("a", 0)).isNull();
    assertThat(values.get("b", 0)).hasSize(800);
    values.remove("b");
    values.put("c", new byte[800], 0);
    assertThat(values.count()).isEqualTo(1);
  }

  /** The store may have lost the values of an earlier generation. */
  @Test
  void anotherGenerationForgetsAll() {
    LatestValues values = new LatestValues(1000);
    values.put("a", new byte[50], 0);
    assertThat(values.get("b", 1)).isNull();
    values.put("a", new byte[60], 0);
    assertThat(values.get("a", 1)).as("written too late").isNull();
    values.put("a", new byte[70], 1);
    assertThat(values.get("a", 1)).hasSize(70);
  }
}
