/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The classical models give the same results as their formulas in numpy, see {@code reference.py}.
 */
class ReferenceTest {
  private final SourceFixture fixture = new SourceFixture();
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
    JsonNode likes = reference.path("likes");
    for (int item = 0; item < 25; item++) {
      fixture.sources.numbers().of("i" + item);
    }
    for (int user = 0; user < likes.size(); user++) {
      for (JsonNode item : likes.get(user)) {
        fixture.likes("u" + user, "i" + item.intValue());
      }
    }
    fixture.rebuild();
  }

  @ParameterizedTest
  @ValueSource(strings = {"itemknn", "rp3beta", "ease"})
  void scoresEachItemForEachUserLikeTheReference(String source) {
    JsonNode rows = reference.path(source);
    for (int user = 0; user < rows.size(); user++) {
      Profile profile = profile(user);
      Map<String, Double> scores = fixture.find(source, profile);
      for (int item = 0; item < 25; item++) {
        double expected = Math.max(0, rows.get(user).get(item).doubleValue());
        assertThat(scores.getOrDefault("i" + item, 0.0))
            .as("user %d, item %d", user, item)
            .isCloseTo(expected, within(1e-6));
      }
    }
  }

  private Profile profile(int user) {
    JsonNode items = reference.path("likes").get(user);
    return Samples.profile(
        Samples.catalogue(),
        IntStream.range(0, items.size())
            .mapToObj(i -> Samples.like("u" + user, "i" + items.get(i).intValue(), 0))
            .toArray(Event[]::new));
  }
}
