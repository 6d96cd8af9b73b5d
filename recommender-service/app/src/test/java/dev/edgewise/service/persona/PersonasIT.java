/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.lab.evaluate.KnownTastes;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.RunningDemo;
import dev.edgewise.service.SharedDemo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lists follow the person: new users like a few films, and ask for ten with the default settings
 * and deadline.
 */
@ExtendWith(SharedDemo.class)
class PersonasIT {
  static final List<String> MIXED = List.of("0070047", "0081505", "0045152", "0299658");

  private static final Set<String> HORROR = Set.of("Horror");
  private static final Set<String> MUSICAL = Set.of("Musical", "Music");
  private static final List<String> SLASHERS = List.of("0077651", "0087800", "0080761", "0072271");
  private static final List<String> HITCHCOCK =
      List.of("0054215", "0052357", "0047396", "0053125", "0056869");
  private static final List<String> COMEDIES = List.of("1119646", "0829482", "0109686", "0357413");
  private static final String HALLOWEEN = "0077651";

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  private static NewReader reader() {
    return new NewReader(demo);
  }

  @Test
  void sevenTastesAreFollowed() throws Exception {
    Map<Persona, List<Item>> lists = new LinkedHashMap<>();
    for (Persona persona : Persona.SEVEN) {
      lists.put(persona, reader().does("like", persona.likes()).topTen());
    }
    Persona.assertFollowed(lists);
  }

  @Test
  void tastesWithinOneGenreDiffer() throws Exception {
    List<Item> slashers = reader().does("like", SLASHERS).topTen();
    List<Item> hitchcock = reader().does("like", HITCHCOCK).topTen();
    assertThat(KnownTastes.overlap(List.of(slashers, hitchcock)))
        .as("%s and %s", Persona.titles(slashers), Persona.titles(hitchcock))
        .isLessThanOrEqualTo(0.6);
  }

  @Test
  void aMixedTasteGetsBothGenres() throws Exception {
    List<Item> films = reader().does("like", MIXED).topTen();
    assertThat(List.of(Persona.count(films, HORROR), Persona.count(films, MUSICAL)))
        .as("horror films and musicals in %s", Persona.titles(films))
        .allMatch(count -> count >= 2);
  }

  @Test
  void aDislikedGenreIsGone() throws Exception {
    Persona horror = Persona.SEVEN.get(2);
    List<Item> films = reader().does("like", COMEDIES).does("dislike", horror.likes()).topTen();
    assertThat(Persona.count(films, HORROR)).as("%s", Persona.titles(films)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Horror, 0070047 0081505 0054215 0387564 0077651",
    "War, 0120815 0093058 0091763 0078788 0361748",
    "Animation, 0114709 0266543 0126029 0382932 0317705"
  })
  void moreLikesOfAGenreBringMoreOfIt(String genre, String likes) throws Exception {
    List<String> films = List.of(likes.split(" ", -1));
    NewReader reader = reader();
    List<Integer> counts = new ArrayList<>();
    int before = 0;
    for (int count : new int[] {1, 3, 5}) {
      List<Item> list = reader.does("like", films.subList(before, count)).topTen();
      // eight of ten is as much as can be: one place may go to a new item, one to what those who
      // chose the same also chose, as Rear Window after Psycho; and a fit may end meanwhile
      counts.add(Math.min(8, Persona.count(list, Set.of(genre))));
      before = count;
    }
    assertThat(counts).as("%s after 1, 3 and 5 likes: %s", genre, counts).isSorted();
    assertThat(counts.getLast()).as("%s after 1, 3 and 5 likes: %s", genre, counts).isEqualTo(8);
  }

  @Test
  void theLatestWordOnAFilmCounts() throws Exception {
    NewReader disliked = reader().does("dislike", List.of(HALLOWEEN));
    NewReader likewise = reader().does("dislike", List.of(HALLOWEEN));
    NewReader changed =
        reader().does("like", List.of(HALLOWEEN)).does("dislike", List.of(HALLOWEEN));
    List<String> expected = Persona.titles(disliked.topTen());
    assertThat(Persona.titles(likewise.topTen())).as("someone else").isEqualTo(expected);
    assertThat(changed.likings()).isEqualTo(disliked.likings());
    assertThat(Persona.titles(changed.topTen())).isEqualTo(expected);
  }

  @Test
  void aViewIsNoLiking() throws Exception {
    NewReader viewer = reader().does("view", Persona.SEVEN.get(5).likes());
    for (JsonNode entry : viewer.list().path("items")) {
      assertThat(entry.path("reason").path("text").asText())
          .as(entry.path("title").asText())
          .doesNotContainIgnoringCase("you like")
          .doesNotContainIgnoringCase("as you did");
    }
  }
}
