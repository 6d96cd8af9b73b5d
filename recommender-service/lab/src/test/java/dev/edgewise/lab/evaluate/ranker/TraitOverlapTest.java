/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.lab.evaluate.split.TrainingCounts;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraitOverlapTest {
  private final Catalogue catalogue =
      Samples.catalogue(
          item("hit", "Comedy"),
          item("old war", "War"),
          item("new war", "War"),
          item("war romance", "War", "Romance"),
          item("drama", "Drama"));
  private final List<Event> training = new ArrayList<>();

  private static Item item(String id, String... categories) {
    return new Item(id, id, "", List.of(categories), Map.of(), null, false);
  }

  private TrainingCounts counts() {
    happened("hit", 9, 0);
    happened("old war", 8, 0);
    happened("war romance", 3, 20 * 24);
    happened("new war", 4, 20 * 24);
    return new TrainingCounts(
        training,
        List.of("drama", "hit", "new war", "old war", "war romance"),
        Samples.START.plus(Duration.ofDays(21)));
  }

  private void happened(String item, int times, int hour) {
    IntStream.range(0, times).forEach(i -> training.add(Samples.like("u" + i, item, hour)));
  }

  private static List<String> rank(EvaluatedRanker ranker, Profile profile) {
    return ranker.rank(profile, id -> !id.equals("drama"), 4);
  }

  @Test
  void affinityTimesTrending() {
    EvaluatedRanker ranker = TraitOverlap.affinityTrending(counts(), catalogue);
    assertThat(rank(ranker, Profile.empty("u")))
        .containsExactly("new war", "war romance", "hit", "old war");
    // war 2 and romance 1: war romance 3 * 2.4, new war 2 * 3.2
    Profile lover =
        Samples.profile(
            catalogue, Samples.like("u", "war romance", 0), Samples.like("u", "old war", 0));
    assertThat(rank(ranker, lover)).containsExactly("war romance", "new war", "old war", "hit");
    Profile fan = Samples.profile(catalogue, Samples.like("u", "hit", 0));
    assertThat(rank(ranker, fan)).startsWith("hit", "new war");
    Profile hater = Samples.profile(catalogue, Samples.event("u", "old war", "dislike", 0));
    assertThat(rank(ranker, hater)).startsWith("new war");
  }

  @Test
  void likedCategoriesTimesLogPopularity() {
    EvaluatedRanker ranker = TraitOverlap.genrePopular(counts(), catalogue);
    assertThat(rank(ranker, Profile.empty("u")))
        .containsExactly("hit", "old war", "new war", "war romance");
    Profile lover = Samples.profile(catalogue, Samples.like("u", "war romance", 0));
    // war romance 2 ln 4, old war ln 9, new war ln 5
    assertThat(rank(ranker, lover)).containsExactly("war romance", "old war", "new war", "hit");
    Profile fan = Samples.profile(catalogue, Samples.like("u", "new war", 0));
    assertThat(rank(ranker, fan)).containsExactly("old war", "new war", "war romance", "hit");
  }

  @Test
  void anOrderOfSomeItemsHoldsExactlyThese() {
    EvaluatedRanker ranker = TraitOverlap.genrePopular(counts(), catalogue);
    assertThat(ranker.order(Profile.empty("u"), Set.of("new war", "drama")))
        .containsExactly("new war", "drama");
  }
}
