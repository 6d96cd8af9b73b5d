/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarNameTest {
  private static final List<String> KNOWN = List.of("limit", "deadline", "title", "hidden");

  @ParameterizedTest
  @CsvSource({
    "limt, limit",
    "dead_line, deadline",
    "titel, title",
    "isHidden, hidden",
    "LIMIT, limit"
  })
  void theMostSimilarNameIsFound(String wrong, String meant) {
    assertThat(SimilarName.of(wrong, KNOWN)).contains(meant);
    assertThat(SimilarName.hint(wrong, KNOWN)).isEqualTo("did you mean " + meant + "?");
  }

  /** Each is one edit away from both names, whichever comes first. */
  @ParameterizedTest
  @CsvSource({"tiem, item, time, time", "itme, time, item, item"})
  void amongEquallyNearNamesTheCommonBeginningDecides(
      String wrong, String one, String other, String meant) {
    assertThat(SimilarName.of(wrong, List.of(one, other))).contains(meant);
    assertThat(SimilarName.of(wrong, List.of(other, one))).contains(meant);
  }

  @Test
  void withoutLikenessAllAreNamed() {
    assertThat(SimilarName.of("category", KNOWN)).isEmpty();
    assertThat(SimilarName.of("", KNOWN)).isEmpty();
    assertThat(SimilarName.of("x".repeat(100_000), KNOWN)).isEmpty();
    assertThat(SimilarName.hint("n", KNOWN)).isEqualTo("known are limit, deadline, title, hidden");
    assertThat(SimilarName.hint("n", Set.of())).isEqualTo("nothing is");
  }

  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "'', abc, 3", "same, same, 0", "ab, ba, 1", "abc, ca, 3"})
  void theDistanceCountsChangedAndSwappedCharacters(String one, String other, int distance) {
    assertThat(SimilarName.distance(one, other)).isEqualTo(distance);
    assertThat(SimilarName.distance(other, one)).isEqualTo(distance);
  }

  @ParameterizedTest
  @CsvSource({
    "ratingscale, ratingScale",
    "Rating Scale, ratingScale",
    "rating_scales, ratingScale",
    "ratngScale, ratingScale",
    "Device, device",
    "divice, device"
  })
  void aMisspeltNameDiffersInOneLetterAtMost(String text, String meant) {
    assertThat(SimilarName.misspelt(text, Set.of("ratingScale", "device"))).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"device", "ratingScale", "deviceType", "scale", "", "rating", "dvce"})
  void rightAndOtherNamesAreNotMisspelt(String text) {
    assertThat(SimilarName.misspelt(text, Set.of("ratingScale", "device"))).isEmpty();
  }
}
