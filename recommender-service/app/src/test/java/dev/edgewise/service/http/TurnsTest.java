/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns<String> turns = new Turns<>();

  private void add(int key, String... names) {
    for (String name : names) {
      turns.add(key, name);
    }
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    while (!turns.isEmpty()) {
      all.add(turns.next());
    }
    return all;
  }

  @Test
  void keysTakeTurnsAndEachKeepsItsOrder() {
    add(0, "a1", "a2", "a3", "a4");
    add(1, "b1", "b2");
    add(2, "c1");
    turns.remove(0, "a3");
    assertThat(all()).containsExactly("a1", "b1", "c1", "a2", "b2", "a4");
  }

  @Test
  void theKeyWithMostMakesRoomForOthers() {
    add(0, "a1", "a2", "a3");
    assertThat(turns.displacedBy(0)).isNull();
    assertThat(turns.displacedBy(1)).isEqualTo("a3");
    add(1, "b1");
    assertThat(turns.displacedBy(1)).as("both would have two").isNull();
    assertThat(all()).containsExactly("a1", "b1", "a2");
  }

  @Test
  void aNewOneComesAfterAsManyAsAreCounted() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      for (int one = random.nextInt(20); one > 0; one--) {
        turns.add(random.nextInt(4), "other");
      }
      int key = random.nextInt(5);
      int before = turns.before(key);
      turns.add(key, "new");
      int place = all().indexOf("new");
      // whose round has begun may be further on by one turn of each other key
      assertThat(place).isBetween(before - 4, before);
    }
  }
}
