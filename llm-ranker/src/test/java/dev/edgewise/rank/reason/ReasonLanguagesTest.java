/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.Fact.Kind;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every sentence of reasons exists in every language, without words of another one. */
class ReasonLanguagesTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
  private static final Pattern SENTENCE =
      Pattern.compile(
          "(did|choose|because|both|it|more|name|shared|common|told|with|withs|taste|trait|query|text|popular|nothing"
              + "|label|fact)"
              + "(\\.(two|and|which|such|other|same|alike|title|is|label|text|alone|stranger|liked|loved|disliked|hated|bought"
              + "|chose|trait|item|with|similar|year))*\\.1");

  /** Values of a catalogue that has no Korean words for them. */
  private static final List<String> UNTRANSLATED =
      List.of(
          "Unheard-of",
          "Candles and lights",
          "warm",
          "English",
          "red",
          "shape",
          "A tale of winter.");

  private static final Set<String> COUNTS = Set.of("popularity", "lasting", "liking");

  private static final List<Kind> KINDS = List.of(Kind.IS, Kind.HAS, Kind.LIKED_WITH, Kind.SAYS);

  private static Properties texts(String language) throws IOException {
    Properties texts = new Properties();
    try (InputStreamReader file =
        new InputStreamReader(
            Language.class.getResourceAsStream(language + ".properties"), StandardCharsets.UTF_8)) {
      texts.load(file);
    }
    return texts;
  }

  @Test
  void everyLanguageHasEverySentenceWithThePlaceholdersThatItCites() throws IOException {
    Properties english = texts("en");
    Properties korean = texts("ko");
    Set<String> keys = new TreeSet<>(english.stringPropertyNames());
    keys.removeIf(key -> !SENTENCE.matcher(key).matches());
    assertThat(keys).hasSizeGreaterThan(15);
    for (String key : keys) {
      assertThat(korean.getProperty(key)).as(key).isNotBlank();
      Set<String> cited = placeholders(english.getProperty(key));
      cited.removeAll(Set.of("{this}", "{noun}"));
      assertThat(placeholders(korean.getProperty(key))).as(key).containsAll(cited);
    }
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new HashSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  /** Renders each kind of fact, alone and with each other, known and unknown, with a query. */
  @Test
  void noKindOfFactLeavesAnEnglishWordInAKoreanReason() {
    List<Fact> facts = facts();
    for (UserContext user : List.of(fan(null), fan("겨울"), UserContext.unknown("ko"))) {
      for (Fact one : facts) {
        for (Fact other : facts) {
          List<Candidate> shown = new ArrayList<>();
          for (int i = 0; i < 3; i++) { // so that all variants come
            shown.add(new Candidate("c" + i, "겨울 " + i, List.of(one, other), 1));
          }
          for (Reason reason :
              new TemplateReasons().explain(user, shown, Deadline.in(Duration.ofHours(1)))) {
            assertThat(reason.text()).as("%s %s", one, other).doesNotContainPattern("[A-Za-z]");
            assertThat(reason.text()).doesNotContain("null", "{", "}");
          }
        }
      }
    }
    assertThat(facts).extracting(Fact::kind).containsAll(KINDS);
  }

  /** Found on the Korean page: "liked genre Comedy" under "Why?". */
  @Test
  void noKindOfFactIsShownInEnglishOnAKoreanPage() {
    FactText korean = new FactText(Wording.UNPREPARED, "ko");
    FactText english = new FactText(Wording.UNPREPARED, "en");
    List<Fact> shown = new ArrayList<>(fan(null).citable());
    shown.add(new Fact("P1", Kind.STATED, "stated", "says to like: 겨울"));
    shown.add(new Fact("P2", Kind.HABIT, "habit", "has met very many items"));
    shown.add(new Fact("P3", Kind.DISLIKED, "genre:Horror", "hated genre Horror"));
    shown.addAll(facts());
    shown.removeIf(fact -> COUNTS.contains(fact.attribute())); // nobody likes those
    shown.add(new Fact("I1", Kind.IS, "popularity:popular now", "popular now"));
    shown.removeIf(fact -> UNTRANSLATED.stream().anyMatch(fact.text()::contains));
    for (Fact fact : shown) {
      assertThat(korean.of(fact)).as(fact.text()).isNotBlank().doesNotContainPattern("[A-Za-z{}]");
      assertThat(english.of(fact)).as(fact.text()).isNotBlank().doesNotContain("{", "null");
    }
    assertThat(korean.of(shown.get(2))).isEqualTo("드라마 장르 좋아함");
  }

  private static List<Fact> facts() {
    return ItemFacts.start()
        .likedWith("spring", "봄")
        .likedWith("summer", "여름")
        .categories("genre", List.of("Drama", "Horror", "Film-Noir", "Unheard-of"))
        .categories("category", List.of("Romance", "Candles and lights"))
        .attributes(
            Map.of(
                "author",
                "한강",
                "brand",
                "무인",
                "mood",
                "warm",
                "setting",
                "서울",
                "language",
                "English",
                "price",
                "9.50",
                "pages",
                "300",
                "color",
                "red",
                "year",
                "2001"))
        .attributes(Map.of("shape", "둥근"))
        .add(Kind.SAYS, "text", "겨울 이야기")
        .add(Kind.SAYS, "text", "A tale of winter.")
        .add(Kind.IS, "popularity:popular now", "popular now")
        .add(Kind.IS, "lasting:a lasting favourite", "a lasting favourite")
        .add(Kind.IS, "liking:rated highly", "rated highly")
        .list();
  }

  private static String liked(Fact fact) {
    String title = ItemFacts.likedWithTitle(fact);
    return title.isEmpty() ? fact.text() : title;
  }

  /** A Korean reader who likes every trait, for the items of spring and summer. */
  private static UserContext fan(String query) {
    List<Fact> liked = new ArrayList<>();
    Map<String, List<String>> evidence = new HashMap<>();
    for (Fact fact : facts()) {
      if (fact.subject().indexOf(':') > 0) {
        String id = "P" + (liked.size() + 1);
        liked.add(new Fact(id, Kind.LIKED, fact.subject(), "liked " + liked(fact)));
        evidence.put(fact.subject(), List.of("spring", "summer"));
      }
    }
    List<PastItem> history =
        List.of(new PastItem("spring", "봄", 1), new PastItem("summer", "여름", 1));
    return new UserContext(liked, history, "ko", query, Set.of("summer"), evidence);
  }
}
