/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticPastTest {
  @TempDir Path folder = Path.of("");

  private List<String> events(long seed) throws Exception {
    return Files.readAllLines(
        new SyntheticPast(1000, seed).writeMovieLens(folder, 20_000).events());
  }

  @Test
  void isTheSameForTheSameSeed() throws Exception {
    List<String> events = events(1);
    assertThat(events).hasSize(20_000).isEqualTo(events(1)).isNotEqualTo(events(2));
    assertThat(Files.readAllLines(folder.resolve("movies.dat"))).hasSize(1000);
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

  @Test
  void hasAsManyUsersAsAskedForAsJsonLines() throws Exception {
    SyntheticPast.PastFiles past = new SyntheticPast(1000, 1).writeJsonLines(folder, 500, 10);
    Set<String> users = new HashSet<>();
    List<String> events = Files.readAllLines(past.events());
    for (String line : events) {
      JsonObject event = JsonParser.parseString(line).getAsJsonObject();
      users.add(event.get("user").getAsString());
      assertThat(Integer.parseInt(event.get("item").getAsString())).isBetween(0, 999);
    }
    assertThat(users).hasSize(500);
    assertThat(events.size() / 500.0).isBetween(8.0, 12.0);
    List<String> items = Files.readAllLines(past.items());
    assertThat(items).hasSize(1000);
    assertThat(JsonParser.parseString(items.get(7)).getAsJsonObject().get("title").getAsString())
        .startsWith("The word");
  }
}
