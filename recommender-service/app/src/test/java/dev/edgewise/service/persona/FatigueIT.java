/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.RunningDemo;
import dev.edgewise.service.SharedDemo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Films that a reader saw in the list and ignored make way for others, at the default settings. */
@ExtendWith(SharedDemo.class)
class FatigueIT {
  private static final int ROUNDS = 5;
  private static final Persona FAN = Persona.SEVEN.get(2);

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  @Test
  void ignoredFilmsMakeWayForOthers() throws Exception {
    List<List<Item>> strangers = ignored(new NewReader(demo));
    List<List<Item>> fans = ignored(new NewReader(demo).does("like", FAN.likes()));
    assertSoftly(softly -> {
      softly.assertThat(others(strangers)).as("%s", titles(strangers)).isGreaterThanOrEqualTo(6);
      softly.assertThat(others(fans)).as("%s", titles(fans)).isGreaterThanOrEqualTo(6);
      softly
          .assertThat(Persona.count(fans.getLast(), FAN.genres()))
          .as("%s in %s", FAN.name(), titles(fans))
          .isGreaterThanOrEqualTo(6);
    });
  }

  /** The lists of someone who ignores each of them, the first and the last one included. */
  private static List<List<Item>> ignored(NewReader reader) throws Exception {
    List<List<Item>> lists = new ArrayList<>(List.of(reader.topTen()));
    for (int round = 0; round < ROUNDS; round++) {
      lists.add(reader.does("impression", ids(lists.getLast())).topTen());
    }
    return lists;
  }

  private static List<String> ids(List<Item> films) {
    return films.stream().map(Item::id).toList();
  }

  private static long others(List<List<Item>> lists) {
    Set<String> first = Set.copyOf(ids(lists.getFirst()));
    return ids(lists.getLast()).stream().filter(film -> !first.contains(film)).count();
  }

  private static List<List<String>> titles(List<List<Item>> lists) {
    return lists.stream().map(Persona::titles).toList();
  }
}
