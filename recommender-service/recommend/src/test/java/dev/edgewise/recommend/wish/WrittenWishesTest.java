/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.UserContext;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * 150 wishes in English and Korean, written by somebody who knew the catalogues but not the
 * grammar, with the conditions that they set. Its failures have since been read to improve the
 * grammar, so they are no figure for wishes of others.
 */
class WrittenWishesTest {
  private static final Path WISHES = Path.of("src/test/resources/wishes/wishes.jsonl");

  private static final Map<String, Candidates> CATALOGUES =
      Map.of("films", candidates("films"), "shop", candidates("shop"));

  private static Candidates candidates(String name) {
    Catalogue items = Catalogue.read(Path.of("..", "catalogues", name, "items.jsonl.gz"));
    return new Candidates(items, SignalWeights.standard()::of);
  }

  private static Set<String> meant(JsonNode conditions) {
    Set<String> meant = new HashSet<>();
    for (JsonNode one : conditions) {
      JsonNode plain = one.has("not") ? one.path("not") : one;
      String value =
          plain.has("value")
              ? plain.path("value").asText()
              : plain.path("from").asText("") + ".." + plain.path("to").asText("");
      meant.add((one.has("not") ? "not " : "") + plain.path("attribute").asText() + " " + value);
    }
    return meant;
  }

  private static Set<String> read(JsonNode wish) {
    UserContext user =
        new UserContext(
            List.of(), List.of(), wish.path("language").asText(), wish.path("wish").asText());
    Set<String> read = new HashSet<>();
    for (Condition one : CATALOGUES.get(wish.path("catalogue").asText()).wish(user).conditions()) {
      String value = one.value() == null ? range(one) : one.value();
      read.add((one.not() ? "not " : "") + one.attribute() + " " + value);
    }
    return read;
  }

  private static String range(Condition one) {
    return number(one.from()) + ".." + number(one.to());
  }

  private static String number(double any) {
    return Double.isInfinite(any) ? "" : String.valueOf((int) any);
  }

  @Test
  void mostConditionsAreReadAndFewOthers() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    for (String line : Files.readAllLines(WISHES)) {
      JsonNode wish = new ObjectMapper().readTree(line);
      Set<String> meant = meant(wish.path("conditions"));
      Set<String> read = read(wish);
      counts.merge("wishes", 1, Integer::sum);
      counts.merge("exact", meant.equals(read) ? 1 : 0, Integer::sum);
      counts.merge("meant", meant.size(), Integer::sum);
      counts.merge("read", read.size(), Integer::sum);
      read.retainAll(meant);
      counts.merge("both", read.size(), Integer::sum);
    }
    System.out.println("written wishes: " + counts);
    assertThat(counts.get("wishes")).isEqualTo(150);
    assertThat(counts.get("exact")).isGreaterThanOrEqualTo(115);
    assertThat(counts.get("both")).isGreaterThanOrEqualTo(counts.get("read") * 9 / 10);
    assertThat(counts.get("both")).isGreaterThanOrEqualTo(counts.get("meant") * 8 / 10);
  }
}
