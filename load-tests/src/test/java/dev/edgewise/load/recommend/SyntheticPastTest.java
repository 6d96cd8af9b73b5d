/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticPastTest {
  @TempDir Path folder = Path.of("");

  private List<String> events(long seed) throws Exception {
    new SyntheticPast(1000, 20_000, seed).write(folder);
    return Files.readAllLines(folder.resolve(SyntheticPast.EVENTS));
  }

  @Test
  void isTheSameForTheSameSeed() throws Exception {
    List<String> events = events(1);
    assertThat(events).hasSize(20_000).isEqualTo(events(1)).isNotEqualTo(events(2));
    assertThat(Files.readAllLines(folder.resolve(SyntheticPast.ITEMS))).hasSize(1000);
  }

  @Test
  void someItemsAreMetFarMoreThanOthers() throws Exception {
    Map<String, Integer> counts = new HashMap<>();
    for (String event : events(1)) {
      counts.merge(event.split("::", -1)[1], 1, Integer::sum);
    }
    List<Integer> sorted = counts.values().stream().sorted().toList();
    assertThat(sorted.getLast()).isGreaterThan(20 * sorted.get(sorted.size() / 2));
  }
}
