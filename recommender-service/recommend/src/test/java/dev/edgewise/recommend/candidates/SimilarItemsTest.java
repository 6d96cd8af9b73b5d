/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static dev.edgewise.recommend.catalogue.Samples.hidden;
import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimilarItemsTest {
  private static final Profile NOBODY = Profile.empty("-");

  private final Catalogue catalogue =
      Samples.catalogue(
          film("alien", "Alien", "Horror", "Sci-Fi"),
          film("aliens", "Alien Returns", "Horror", "Sci-Fi"),
          film("saw", "Saw", "Horror"),
          film("moon", "Moon", "Sci-Fi"),
          film("heat", "Heat", "Crime"),
          film("hit", "Hit", "Crime"));
  private final Candidates candidates = new Candidates(catalogue, SignalWeights.standard()::of);

  @BeforeEach
  void crowd() {
    for (int user = 0; user < 30; user++) {
      candidates.record(like("ghoul" + user, "alien", user));
      candidates.record(like("ghoul" + user, "saw", user));
      candidates.record(like("cop" + user, "heat", user));
      candidates.record(like("cop" + user, "hit", user));
    }
    candidates.rebuild();
  }

  private List<String> similar(Profile profile, double personal, String... ids) {
    List<Item> starts = Arrays.stream(ids).map(id -> catalogue.find(id).orElseThrow()).toList();
    return candidates.similar(starts, profile, personal, 10).stream().map(Candidate::id).toList();
  }

  private List<String> similar(String id) {
    return similar(NOBODY, 0, id);
  }

  @Test
  void anItemLeadsToItsKindAndNeverToItself() {
    for (Item item : catalogue.all()) {
      assertThat(similar(item.id())).doesNotContain(item.id()).isNotEmpty();
    }
    assertThat(similar("alien"))
        .startsWith("saw")
        .containsExactlyInAnyOrder("saw", "aliens", "moon");
    assertThat(similar("heat")).containsExactly("hit");
  }

  @Test
  void scoresAreFromZeroToOneAndFall() {
    List<Candidate> found =
        candidates.similar(List.of(catalogue.find("alien").orElseThrow()), NOBODY, 0, 10);
    assertThat(found)
        .extracting(Candidate::firstStageScore)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a))
        .allMatch(score -> score > 0 && score <= 1);
  }

  @Test
  void anItemAddedJustNowHasNeighboursAndIsOne() {
    catalogue.put(film("late", "Alien Dawn", "Horror", "Sci-Fi"));
    assertThat(similar("late")).startsWith("alien").contains("aliens", "saw", "moon");
    assertThat(similar("alien")).contains("late");
    assertThat(similar("aliens")).contains("late");
  }

  @Test
  void anItemInACategoryOfItsOwnIsFoundByItsWordsAndMaker() {
    catalogue.put(made("lamp", "Desk lamp", "Lucia Fern", "1990"));
    catalogue.put(made("vase", "Green bowl", "Lucia Fern", "2015"));
    catalogue.put(made("chair", "Red chair", "Lucia Berg", "1990"));
    catalogue.put(made("stool", "Blue stool", "Ola Lind", "1990"));
    assertThat(similar("lamp")).startsWith("vase", "chair").doesNotContain("stool");
  }

  private static Item film(String id, String title, String... genres) {
    return new Item(id, title, "", List.of(genres), Map.of(), null, false);
  }

  private static Item made(String id, String title, String maker, String year) {
    return new Item(id, title, "", List.of(), Map.of("maker", maker, "year", year), null, false);
  }

  @Test
  void hiddenAndFinishedItemsAreLeftOut() {
    catalogue.put(hidden(catalogue.find("aliens").orElseThrow()));
    assertThat(similar("alien")).doesNotContain("aliens");
    Profile finished = Samples.profile(catalogue, like("me", "saw", 40));
    assertThat(similar(finished, 0, "alien")).doesNotContain("saw").contains("moon");
  }

  @Test
  void severalItemsLeadToWhatGoesWithAllOfThem() {
    catalogue.put(film("space", "Space crime", "Sci-Fi", "Crime"));
    List<String> found = similar(NOBODY, 0, "moon", "heat");
    assertThat(found).contains("hit", "space").doesNotContain("moon", "heat");
    assertThat(similar(NOBODY, 0, "alien", "saw", "moon", "heat")).doesNotContain("alien", "saw");
  }

  @Test
  void theDialAddsTheUsersTaste() {
    Profile likesSpace = Samples.profile(catalogue, like("me", "moon", 40));
    List<String> plain = similar(likesSpace, 0, "alien");
    List<String> own = similar(likesSpace, 1, "alien");
    assertThat(plain).containsExactly("saw", "aliens");
    assertThat(own).containsExactly("aliens", "saw");
  }

  @Test
  void theEvaluationStartsFromTheLatestChosenItem() {
    Profile profile = Samples.profile(catalogue, like("me", "heat", 40), like("me", "alien", 41));
    assertThat(candidates.find(Candidates.SIMILAR, profile, any -> true, 10))
        .isEqualTo(similar("alien"));
    assertThat(candidates.find(Candidates.SIMILAR, NOBODY, any -> true, 10)).isEmpty();
  }
}
