/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.language.Language;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishReaderTest {
  private static final Catalogue FILMS = catalogue("films");
  private static final Catalogue SHOP = catalogue("shop");
  private static final WishReader OF_FILMS = new WishReader(FILMS);
  private static final WishReader OF_SHOP = new WishReader(SHOP);
  private static final Set<String> TITLES =
      FILMS.all().stream()
          .map(item -> item.title().replaceAll("[^\\p{L}\\p{N} ]", "").toLowerCase(Locale.ROOT))
          .collect(Collectors.toSet());

  private static Catalogue catalogue(String name) {
    return Catalogue.read(Path.of("..", "catalogues", name, "items.jsonl.gz"));
  }

  private static String read(Catalogue catalogue, WishReader reader, String tag, String wish) {
    Language language = Language.of(tag);
    Wish read = reader.read(wish, language, text -> TITLES.contains(text.toLowerCase(Locale.ROOT)));
    String conditions =
        read.conditions().stream()
            .map(one -> one.text(language, catalogue.description().wording()))
            .collect(Collectors.joining(", "));
    String alike =
        read.alike().stream().map(one -> " ~ " + one.title()).collect(Collectors.joining());
    alike += read.unwanted().stream().map(one -> " - " + one.word()).collect(Collectors.joining());
    return (conditions + alike + " | " + read.rest()).strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "an eighties comedy without romance, something like Airplane;"
            + " 1980–1989, Comedy, not Romance ~ Airplane |",
        "not scary; not Horror |",
        "scifi from the 90s; Science fiction, 1990–1999 |",
        "a sci-fi film before 1980; Science fiction, up to 1979 |",
        "a thriller set on a submarine; Thriller | submarine",
        "no horror or war please; not Horror, not War |",
        "something by Hitchcock; Alfred Hitchcock |",
        "a drama with Tom Hanks since 2000; Drama, Tom Hanks, from 2000 |",
        "feel good; | feel good",
        "war horse; | war horse",
        "a funny documentary about food; Comedy, Documentary | food",
        "a Batman film; Batman |",
        "something similar to Airplane; ~ Airplane |",
        "like Alien and The Thing but funny; Comedy ~ Alien ~ The Thing |",
        "nothing like Airplane, a comedy; Comedy |",
        "I'd like Airplane; | Airplane",
        "a movie about chess; | chess",
        "it; | it",
        "some movies; | some movies",
        "Someone Like You; | Someone Like You",
        "space without aliens; - aliens | space",
        "a comedy that isn't too silly; Comedy - silly |",
        "not without my daughter; - daughter |",
        "a scary movie from the 90s; Horror, 1990–1999 |",
        "I'd like something like Heat in space; ~ Heat | space",
      })
  void readsEnglishWishesForFilms(String wish, String read) {
    assertThat(read(FILMS, OF_FILMS, "en", wish)).isEqualTo(read);
  }

  @Test
  void whatIsExcludedOrComparedIsNotSought() {
    String wish = "an eighties comedy without romance on a boat, something like Airplane";
    Wish read = OF_FILMS.read(wish, Language.english(), text -> text.equals("Airplane"));
    assertThat(read.sought()).isEqualTo("eighties comedy boat");
    assertThat(Wish.NONE.sought()).isEmpty();
  }

  /** Found with "Tom Hanks": the one film that he directed, and none with him. */
  @Test
  void aNameMeansWhoeverHasItWhateverTheyDo() {
    Catalogue films = Samples.catalogue();
    Item star = new Item("star", "One", "", List.of(), Map.of("artist", "Ann Lee"), null, false);
    Item director =
        new Item("director", "Two", "", List.of(), Map.of("director", "Ann Lee"), null, false);
    Item other =
        new Item("other", "Three", "", List.of(), Map.of("director", "Leila Ray"), null, false);
    List.of(star, director, other).forEach(films::put);
    Wish wish = new WishReader(films).read("by Ann Lee", Language.english(), text -> false);
    assertThat(wish.conditions()).hasSize(1);
    assertThat(List.of(wish.allows(star), wish.allows(director), wish.allows(other)))
        .containsExactly(true, true, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "80년대 액션 영화; 1980–1989, 액션 |",
        "무섭지 않은 코미디 영화 추천해줘; 공포 제외, 코미디 |",
        "로맨스 말고 스릴러; 로맨스 제외, 스릴러 |",
        "피 안 나오는 공포 영화; 공포 - 피 |",
        "안 무서운 코미디; 공포 제외, 코미디 |",
        "2000년 이후 공포 영화; 2000 이상, 공포 |",
        "크리스토퍼 놀란 감독의 영화; 크리스토퍼 놀란 |",
        "Inception 같은 영화; ~ Inception |",
        "외계인 없는 우주 영화; - 외계인 | 우주",
        "Inception처럼 무서운 영화; 공포 ~ Inception |",
        "80년대 Airplane 비슷한 코미디; 1980–1989, 코미디 ~ Airplane |",
      })
  void readsKoreanWishesForFilms(String wish, String read) {
    assertThat(read(FILMS, OF_FILMS, "ko", wish)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a lunch bag under £2; lunch bags, up to £2 |",
        "mugs with hearts, not more than 5 pounds; mugs, hearts, up to £5 |",
      })
  void readsWishesForProducts(String wish, String read) {
    assertThat(read(SHOP, OF_SHOP, "en", wish)).isEqualTo(read);
  }
}
