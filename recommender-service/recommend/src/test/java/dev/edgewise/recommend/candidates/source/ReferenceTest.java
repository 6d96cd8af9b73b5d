/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.recommend.catalogue.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The matrices give the same scores as their formulas in numpy, see {@code reference.py}. */
class ReferenceTest {
  private static final int ITEMS = 25;

  private final SourceFixture fixture = SourceFixture.ofNothing();
  private final JsonNode reference = reference();

  private static JsonNode reference() {
    try (InputStream in = ReferenceTest.class.getResourceAsStream("/candidates/reference.json")) {
      return JsonMapper.builder().build().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void tell() {
    for (int item = 0; item < ITEMS; item++) {
      fixture.sources.numbers().of("i" + item);
    }
    for (int user = 0; user < reference.path("likes").size(); user++) {
      for (Event like : likes(user)) {
        fixture.tell(like, 1);
      }
    }
    fixture.rebuild();
  }

  private Event[] likes(int user) {
    JsonNode items = reference.path("likes").get(user);
    return IntStream.range(0, items.size())
        .mapToObj(i -> Samples.like("u" + user, "i" + items.get(i).intValue(), i))
        .toArray(Event[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "itemknn",
        "itemknn-recent",
        "rp3beta",
        "rp3beta-recent",
        "ease",
        "ease-recent",
        "next",
        "next-recent"
      })
  void scoresEachItemForEachUserLikeTheReference(String source) {
    JsonNode rows = reference.path(source);
    for (int user = 0; user < rows.size(); user++) {
      Event[] likes = likes(user);
      Profile profile =
          likes.length == 0
              ? Profile.empty("u" + user)
              : Samples.profile(Samples.catalogue(), likes);
      Map<String, Double> scores = fixture.find(Source.of(source), profile);
      for (int item = 0; item < ITEMS; item++) {
        double expected = Math.max(0, rows.get(user).get(item).doubleValue());
        assertThat(scores.getOrDefault("i" + item, 0.0))
            .as("user %d, item %d", user, item)
            .isCloseTo(expected, within(1e-6));
      }
    }
  }
}
