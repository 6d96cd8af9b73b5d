/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static dev.edgewise.recommend.catalogue.Samples.hidden;
import static dev.edgewise.recommend.catalogue.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.wish.Unwanted;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentSearchTest {
  private final Catalogue catalogue =
      Samples.catalogue(
          item("alien", "Alien", "Horror"),
          item("aliens", "Alien: the return", "Action"),
          item("it", "It", "Horror"),
          item("heat", "Heat", "Crime"));
  private final SourceFixture fixture = new SourceFixture(catalogue);
  private final ContentSearch search = fixture.sources.search();

  private void put(Item item) {
    catalogue.put(item);
    fixture.sources.put(item);
  }

  private List<String> found(String words) {
    return search.search(words, 9).stream().map(Item::id).toList();
  }

  @Test
  void categoriesAttributesAndTextsAreSearchedToo() {
    put(
        new Item(
            "oater",
            "High Noon",
            "A marshal stands alone.",
            List.of("Western"),
            Map.of("director", "Zinnemann"),
            null,
            false));
    for (String words :
        List.of("western", "WESTERN films", "zinnemann", "a lonely marshal", "noon")) {
      assertThat(found(words)).as(words).first().isEqualTo("oater");
    }
    assertThat(found("horror")).containsExactlyInAnyOrder("alien", "it");
    assertThat(found("comedy")).isEmpty();
  }

  @Test
  void findsOnlyWhatIsOpenAndTheBestFirst() {
    for (int i = 0; i < 50; i++) {
      put(item("tale" + i, "Tale number " + i, "Drama"));
    }
    List<ScoredItem> all = search.find("tale 7", any -> true, 9);
    assertThat(all).hasSize(9);
    assertThat(fixture.sources.id(all.getFirst().item())).isEqualTo("tale7");
    int best = all.getFirst().item();
    assertThat(search.find("tale 7", item -> item != best, 9))
        .hasSize(9)
        .extracting(ScoredItem::item)
        .doesNotContain(best);
  }

  @Test
  void anItemIsFoundAsSoonAsItIsPut() {
    assertThat(search.search("moonlight", 5)).isEmpty();
    Item moonlight = item("moon", "Moonlight", "Drama");
    put(moonlight);
    assertThat(search.search("moonlight", 5)).containsExactly(moonlight);
    put(item("moon", "Sunlight", "Drama"));
    assertThat(search.search("moonlight", 5)).isEmpty();
  }

  @Test
  void aHiddenItemIsFoundByNobody() {
    put(hidden(item("alien", "Alien", "Horror")));
    assertThat(search.search("alien", 5)).extracting(Item::id).containsExactly("aliens");
  }

  @Test
  void whatLooksLikeAQueryLanguageIsWords() {
    for (String words : List.of("", "title:alien AND (", "\"alien", "*", "a".repeat(100_000))) {
      assertThat(search.search(words, 5)).hasSizeLessThanOrEqualTo(5);
    }
    assertThat(search.search("ALIEN (", 1))
        .hasSize(1)
        .isSortedAccordingTo(Comparator.comparing(Item::id));
  }

  private void putTitles(String... titles) {
    for (String title : titles) {
      put(item(title, title, "Drama"));
    }
  }

  private void put(String id, String title, String text, Map<String, String> attributes) {
    put(new Item(id, title, text, List.of("Drama"), attributes, null, false));
  }

  @Test
  void koreanJapaneseAndChineseTitlesAreFoundByTheirParts() {
    putTitles("한겨울의 꿈", "겨울왕국", "봄", "별", "어느 별", "스파이더맨2", "千と千尋の神隠し", "臥虎藏龍", "ハウルの動く城");
    assertThat(found("겨울")).containsExactly("겨울왕국", "한겨울의 꿈");
    assertThat(found("별")).containsExactly("별", "어느 별");
    assertThat(found("스파이더맨")).first().isEqualTo("스파이더맨2");
    assertThat(found("神隠")).containsExactly("千と千尋の神隠し");
    assertThat(found("藏龍")).containsExactly("臥虎藏龍");
    assertThat(found("ﾊｳﾙ")).as("half width").containsExactly("ハウルの動く城");
  }

  /** Found by searching for "The Shining": it found "Training Day" in Korean. */
  @Test
  void theEndOfAKoreanWordAloneIsNoMatch() {
    putTitles("샤이닝", "트레이닝 데이", "실버라이닝 플레이북", "배트맨", "가위손");
    assertThat(found("샤이닝")).containsExactly("샤이닝");
    assertThat(found("샤이닝의")).containsExactly("샤이닝");
    assertThat(found("더배트맨")).containsExactly("배트맨");
    assertThat(found("가위")).containsExactly("가위손");
    assertThat(found("트레이닝데이")).containsExactly("트레이닝 데이");
  }

  @Test
  void queriesMayMixScripts() {
    putTitles("BTS 방탄소년단", "겨울왕국 Frozen");
    assertThat(found("bts 방탄")).first().isEqualTo("BTS 방탄소년단");
    assertThat(found("frozen겨울")).first().isEqualTo("겨울왕국 Frozen");
  }

  @Test
  void titlesOfAllLanguagesCountAlike() {
    put(
        new Item(
            "samurai",
            "七人の侍",
            Map.of("en", "Seven Samurai", "ko", "7인의 사무라이"),
            "",
            Map.of(),
            List.of("Drama"),
            Map.of(),
            null,
            false));
    put("text", "Ronin", "Unlike Seven Samurai, with seven samurai: seven samurai.", Map.of());
    assertThat(found("Seven Samurai")).containsExactly("samurai", "text");
    assertThat(found("seven sam")).first().isEqualTo("samurai");
    assertThat(found("七人の侍")).containsExactly("samurai");
    assertThat(found("사무라이")).containsExactly("samurai");
  }

  @Test
  void titlesComeBeforeTextsAndWholeWordsBeforeBeginningsAndTypos() {
    put("text", "A tale", "The storm, the storm, and again the storm.", Map.of());
    putTitles("The long title of a film about a storm", "Stormy", "Sturm", "Storms of the night");
    assertThat(found("storm"))
        .startsWith("The long title of a film about a storm")
        .containsSubsequence("Stormy", "text");
    assertThat(found("storm")).endsWith("Sturm").hasSize(5);
  }

  @Test
  void allWordsInOneTitleComeBeforeMoreWordsElsewhere() {
    put("text", "A tale of a park", "In a park, a jurassic beast. The park is shut.", Map.of());
    putTitles("Jurassic Park", "Park of dreams");
    for (String typed : List.of("jurassic park", "jurasic park", "jurassic pa")) {
      assertThat(found(typed)).as(typed).startsWith("Jurassic Park");
    }
    assertThat(search.withTitle("jurasic park", 9))
        .extracting(Item::id)
        .containsExactly("Jurassic Park");
    assertThat(search.withTitle("beast", 9)).isEmpty();
  }

  @Test
  void anExcludedWordIsAWholeOneInAnyForm() {
    put("cat", "Tom", "A cat chases a mouse.", Map.of());
    put("cats", "Cats", "A musical.", Map.of());
    put("catwoman", "Catwoman", "A thief.", Map.of());
    put("korean", "고양이의 보은", "A tale.", Map.of());
    for (String word : List.of("cat", "cats", "Cats")) {
      assertThat(search.having(new Unwanted(word, word).forms(), 9))
          .extracting(found -> fixture.sources.id(found.item()))
          .as(word)
          .containsExactlyInAnyOrder("cat", "cats");
    }
    assertThat(search.having(new Unwanted("고양이", "고양이").forms(), 9))
        .extracting(found -> fixture.sources.id(found.item()))
        .containsExactly("korean");
  }

  /** "샤이닝" found films with Shia LaBeouf, 샤이아 라보프. */
  @Test
  void theBeginningOfAKoreanWordAloneIsNoMatchUnlessTheRestIsAnEnding() {
    put("shia", "Fury", "A tale.", Map.of("star", "샤이아 라보프"));
    put("love", "Amour", "두 사람의 사랑.", Map.of());
    assertThat(found("샤이닝")).isEmpty();
    for (String typed : List.of("사랑", "사랑을", "사랑이라면")) {
      assertThat(found(typed)).as(typed).containsExactly("love");
    }
  }

  /** Found with "슬픈 영화", sad films: only titles with the word were there. */
  @Test
  void namesOfValuesInOtherLanguagesAreSearched() {
    Wording.Attribute mood =
        new Wording.Attribute(
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("ko", Map.of("sad", new Wording.Value("슬픈", null, null, null))));
    Wording wording = new Wording(Map.of(), Map.of("mood", mood, "genre", mood));
    Catalogue described =
        new Catalogue(
            new CatalogueDescription(
                "films", "Films", "genre", "test", Map.of(), "", null, wording, Map.of()));
    described.put(
        new Item("amour", "Amour", "", List.of("Drama"), Map.of("mood", "sad"), null, false));
    described.put(item("tears", "Tears", "sad"));
    described.put(item("up", "Up", "Comedy"));
    assertThat(new SourceFixture(described).sources.search().search("슬픈", 9))
        .extracting(Item::id)
        .containsExactlyInAnyOrder("amour", "tears");
  }

  @Test
  void itemsWithMoreOfTheWordsComeFirst() {
    put("both", "The plan", "A crew plans a heist in outer space.", Map.of());
    put("one", "Heist", "A crew and a bank.", Map.of());
    put("other", "Space", "Stars.", Map.of());
    for (int i = 0; i < 50; i++) {
      putTitles("A film in colour about number " + i);
    }
    assertThat(found("a film about a heist in space")).first().isEqualTo("both");
  }

  @Test
  void aTypoIsOneLetterOfAWordOfFiveThatIsNotTheFirst() {
    putTitles("Pearl", "Crash");
    for (String typed : List.of("peorl", "parl", "perl", "pearll", "paerl", "pearls")) {
      assertThat(found(typed)).as(typed).containsExactly("Pearl");
    }
    for (String typed : List.of("bearl", "paorl", "crosh it", "haet")) {
      assertThat(found(typed)).as(typed).doesNotContain("Pearl", "heat");
    }
  }

  @Test
  void popularItemsComeFirstAmongThoseThatMatchAlike() {
    putTitles("Blue moon", "Full moon", "Half moon");
    fixture.tell(Samples.like("user", "Half moon", 0), 1);
    assertThat(found("moon")).hasSize(3).startsWith("Half moon");
  }

  @Test
  void longQueriesAndQueriesWithoutWordsAreAnswered() {
    putTitles("A", "?!");
    put("long", "a".repeat(1_000), "b-".repeat(5_000), Map.of());
    put("ligatures", "ﷺ".repeat(1_000), "ﷺ ".repeat(5_000), Map.of());
    for (String typed :
        List.of("a* ".repeat(300), "x ".repeat(1_000), "a-".repeat(500), "?!", "\ud83c", "ﷺﷺ")) {
      assertThat(found(typed)).hasSizeLessThanOrEqualTo(9);
    }
    assertThat(new SourceFixture(Samples.catalogue()).sources.search().search("a", 5)).isEmpty();
  }
}
