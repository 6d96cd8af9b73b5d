/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import static dev.edgewise.lab.check.CheckedFiles.event;
import static dev.edgewise.lab.check.CheckedFiles.found;
import static dev.edgewise.lab.check.CheckedFiles.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.lab.check.finding.Finding;
import dev.edgewise.lab.check.finding.Finding.Level;
import dev.edgewise.profile.ValueScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCheckTest {
  @TempDir Path folder;

  private CheckedFiles files;

  @BeforeEach
  void files() throws IOException {
    files = new CheckedFiles(folder);
  }

  private static Finding only(CheckResult result, String id) {
    List<Finding> found = found(result, id);
    assertThat(found).as(id).hasSize(1);
    return found.getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a|x|                                       repeated-ids|     PROBLEM|1|2|id of an earlier",
        "b|,\"title\":\"The title of a\"|           repeated-titles|  WARNING|1|2|title of an earlier",
        "b|,\"catagories\":[\"X\"]|                 unknown-field|    WARNING|1|2|mean categories?",
        "b|,\"isHidden\":true|                      unknown-field|    WARNING|1|2|mean hidden?",
        "b|,\"zzz\":1|                              unknown-field|    NOTE   |1|0|zzz",
        "b|,\"text\":null|                          null-field|       NOTE   |1|2|text is null",
        "b|,\"attributes\":{\"director\":null}|     null-field|       NOTE   |1|2|attributes.director",
        "b|,\"attributes\":{\"director\":\" \"}|    blank-attribute|  WARNING|1|2|director is blank",
        "b|,\"attributes\":{\"new\":true}|          odd-type|         NOTE   |1|2|new is a boolean",
        "b|,\"categories\":[\" \"]|                 blank-categories| WARNING|1|2|without a name",
        "b|,\"published\":\"2030-01-01T00:00:00Z\"| published-in-future|WARNING|1|2|in the future",
        "b|,\"hidden\":true|                        hidden|           NOTE   |1|0|not be recommended",
        "b|,\"text\":\"caf\ufffd\"|                 broken-characters|WARNING|1|2|wrong encoding",
        "b|,\"categories\":\"Drama\"|               bad-lines|        PROBLEM|1|2|evaluate, demo",
      })
  void whatIsWrongWithAnItemIsSaid(
      String id, String more, String finding, Level level, long count, long line, String words)
      throws IOException {
    String rest = more.equals("x") ? "" : more;
    String second = rest.startsWith(",\"title\"") ? "{\"id\":\"b\"" + rest + "}" : item(id, rest);
    Finding found = only(files.items(item("a", ""), second).check(), finding);
    assertThat(found.level()).isEqualTo(level);
    assertThat(found.count()).isEqualTo(count);
    assertThat(found.line()).isEqualTo(line);
    assertThat(found.text()).contains(words);
    assertThat(found.advice().isEmpty()).isEqualTo(level == Level.NOTE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "u|a|lik|      |                              unknown-type|        WARNING|mean like?",
        "u|a|adore|    |                              unknown-type|        WARNING|weight 0",
        "u|a|LIKE|     |                              likes|               NOTE   |100 % of the events count",
        "u|z|like|     |                              missing-items|       WARNING|that the catalogue lacks",
        "u|a|rate|     |                              rate-without-value|  PROBLEM|stop at such a line",
        "u|a|rate|,\"value\":null|                    rate-without-value|  PROBLEM|stop at such a line",
        "u|a|like|,\"userName\":\"x\"|                unknown-field|       WARNING|mean user?",
        "u|a|like|,\"context\":{\"request\":null}|    likes|               NOTE   |100 % of the events count as likes",
        "anonymous|a|like||                           anonymous|           WARNING|many people",
        "u|a|edgewise.erase||                         likes|               NOTE   |count as likes",
      })
  void whatIsWrongWithAnEventIsSaid(
      String user, String item, String type, String more, String finding, Level level, String words)
      throws IOException {
    files.events(event("v", "b", "like"), event(user, item, type, more == null ? "" : more));
    Finding found = only(files.check(), finding);
    assertThat(found.level()).isEqualTo(level);
    assertThat(found.text()).contains(words);
    if (level != Level.NOTE) {
      assertThat(found.count()).isEqualTo(1);
      assertThat(found.line()).isEqualTo(2);
      assertThat(found.advice()).isNotEmpty();
    }
  }

  /** A view shows interest and is never a like, as in profiles. */
  @Test
  void viewsAndClicksAreCountedApartFromLikes() throws IOException {
    files.events(
        event("u", "a", "view"),
        event("u", "b", "click"),
        event("v", "a", "like"),
        event("v", "b", "hide"),
        event("w", "a", "adore"));
    CheckResult result = files.check();
    assertThat(only(result, "likes").text())
        .isEqualTo(
            "20 % of the events count as likes and 20 % as dislikes; 40 % show interest only, such"
                + " as views, and 20 % nothing.");
    assertThat(CheckReports.text(result))
        .containsPattern("view +interest, no opinion +1 +0.1")
        .containsPattern("adore +unknown: no effect +1 +0")
        .containsPattern("like +a like +1 +1")
        .containsPattern("hide +a dislike +1 +-1");
    assertThat(found(files.events(event("u", "a", "view")).check(), "no-likes")).isEmpty();
    assertThat(found(files.events(event("u", "a", "adore")).check(), "no-likes")).hasSize(1);
  }

  @Test
  void goodFilesAreReadyAndSayWhatTheyHold() throws IOException {
    CheckResult result = files.check();
    assertThat(result.isReady()).isTrue();
    assertThat(only(result, "items").text()).isEqualTo("3 items in items.jsonl (JSON Lines).");
    assertThat(only(result, "events").text()).startsWith("2 events of 2 users in events.jsonl");
    assertThat(only(result, "cold-items").text()).startsWith("1 item has no events (33 %)");
    assertThat(only(result, "texts").text()).startsWith("No item has a text");
    assertThat(only(result, "published").text()).contains("can't know which are new");
    assertThat(result.evaluation()).isEmpty();
  }

  @Test
  void nothingNamesAUser() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      lines.add(event("person-" + i, "a", "like"));
    }
    for (int i = 0; i < 150; i++) {
      lines.add(event("person-7", i % 2 == 0 ? "b" : "c", "view", ",\"id\":\"e" + i + "\""));
    }
    CheckResult result = files.events(lines.toArray(String[]::new)).check();
    Finding active = only(result, "very-active-user");
    assertThat(active.text()).startsWith("One user has 151 events (23 % of all)");
    assertThat(active.line()).isEqualTo(8);
    assertThat(CheckReports.text(result)).doesNotContain("person-");
    assertThat(CheckReports.json(result)).doesNotContain("person-");
  }

  @Test
  void veryActiveUsersAreOneFinding() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      lines.add(event("person-" + i, "a", "like"));
    }
    for (int i = 0; i < 350; i++) {
      String robot = i % 7 < 3 ? "robot-1" : "robot-2";
      lines.add(event(robot, "b", "view", ",\"id\":\"e" + i + "\""));
    }
    Finding active = only(files.events(lines.toArray(String[]::new)).check(), "very-active-user");
    assertThat(active.text()).startsWith("2 users together have 350 events (41 % of all)");
    assertThat(active.line()).isEqualTo(504);
  }

  @Test
  void attributesSayWhetherTheyBecomeTraits() throws IOException {
    String attributes =
        ",\"attributes\":{\"year\":\"1999\",\"price\":3.5,\"pages\":\"120\",\"director\":\"Ann\"}";
    CheckResult result = files.items(item("a", attributes), item("b", "")).check();
    assertThat(only(result, "attributes").text())
        .contains("learnt by year, director")
        .contains("Only shown as facts, since their values are numbers or long: price, pages.");
    assertThat(CheckReports.text(result)).contains("decade:1990s");
  }

  @Test
  void anAttributeThatIsDifferentForEveryItemIsNoTaste() throws IOException {
    files.items(
        IntStream.range(0, 60)
            .mapToObj(i -> item("i" + i, ",\"attributes\":{\"isbn\":\"X" + i + "\"}"))
            .toArray(String[]::new));
    assertThat(only(files.check(), "unique-attribute").text()).contains("60 values in 60 items");
  }

  @Test
  void languagesAreGuessed() throws IOException {
    files.items(
        "{\"id\":\"1\",\"title\":\"The Glass Market of Lisbon\"}",
        "{\"id\":\"2\",\"title\":\"불타는 기차의 별\"}",
        "{\"id\":\"3\",\"title\":\"Der Himmel über der Stadt\"}",
        "{\"id\":\"4\",\"title\":\"戦争と平和\"}",
        "{\"id\":\"5\",\"title\":\"Disturbia\"}");
    assertThat(only(files.check(), "languages").text())
        .contains("English 20 %")
        .contains("Korean 20 %")
        .contains("another language in Latin script 20 %")
        .contains("Chinese or Japanese 20 %")
        .contains("too short to tell 20 %");
    assertThat(found(files.check(), "language-without-sentences")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5, 1 to 5, NOTE",
    "0.5, 5, 0.5 to 5, NOTE",
    "0, 5, 0 to 5, NOTE",
    "0, 1, 0 to 1, NOTE",
    "2, 4, 1 to 5, WARNING",
    "1, 7, 1 to 10, WARNING",
    "0, 7, 0 to 10, WARNING",
    "-3, 3, -3 to 3, NOTE"
  })
  void theSmallestUsualScaleIsTakenAndSaid(String low, String high, String scale, Level level)
      throws IOException {
    files.events(
        event("u", "a", "rate", ",\"value\":" + low),
        event("v", "a", "rate", ",\"value\":" + high));
    Finding found = only(files.check(), "scale");
    assertThat(found.text())
        .isEqualTo(
            "2 ratings from "
                + low
                + " to "
                + high
                + ", read on the scale "
                + scale
                + " (the smallest usual scale that contains the ratings of the file).");
    assertThat(found.level()).isEqualTo(level);
    assertThat(found.advice().contains("Declare the scale")).isEqualTo(level == Level.WARNING);
    assertThat(only(files.check(), "rated").text())
        .startsWith("50 % of the ratings count as likes");
    assertThat(found(files.check(), "outside-scale")).isEmpty();
  }

  @Test
  void aGivenScaleStandsOverADeclaredOneAndThatOverALearntOne() throws IOException {
    String low = event("u", "a", "rate", ",\"value\":1");
    files.events(low, event("v", "a", "rate", ",\"value\":5"));
    CheckResult wide = files.check(new ValueScale(0, 10), false);
    assertThat(only(wide, "scale").text()).contains("scale 0 to 10 (given with --scale)");
    assertThat(only(wide, "mostly-dislikes").text()).contains("100 % as dislikes");
    Files.writeString(
        folder.resolve("catalogue.json"),
        "{\"name\":\"x\",\"source\":\"s\",\"values\":{\"rate\":{\"low\":0,\"high\":5}}}");
    assertThat(only(files.check(), "scale").text()).contains("scale 0 to 5 (declared");
    assertThat(only(files.check(new ValueScale(1, 5), false), "scale").text())
        .contains("scale 1 to 5 (given");
    files.events(event("u", "a", "rate", ",\"value\":2,\"source\":\"another\""));
    assertThat(only(files.check(), "scale").text()).contains("scale 0 to 5 (declared");
  }

  @Test
  void ratingsOutsideTheScaleAreAProblemAndAreNotMeasured() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int day = 1; day <= 9; day++) {
      lines.add(rating("u", "a", 3, day));
      lines.add(rating("v", "b", 9, day));
    }
    files.events(lines.toArray(String[]::new));
    CheckResult result = files.check(new ValueScale(1, 5), true);
    Finding outside = only(result, "outside-scale");
    assertThat(outside.level()).isEqualTo(Level.PROBLEM);
    assertThat(outside.count()).isEqualTo(9);
    assertThat(outside.line()).isEqualTo(2);
    assertThat(outside.example()).contains("9 lies outside the scale of ratings", "1 to 5");
    assertThat(found(result, "quality")).isNotEmpty();
  }

  private static String rating(String user, String item, int value, int day) {
    return "{\"user\":\"%s\",\"item\":\"%s\",\"type\":\"rate\",\"value\":%d,\"time\":\"2026-11-0%dT00:00:00Z\"}"
        .formatted(user, item, value, day);
  }

  @Test
  void timesThatCannotBeAreSaid() throws IOException {
    String line = "{\"user\":\"u\",\"item\":\"a\",\"type\":\"like\",\"time\":%s}";
    files.events(
        line.formatted("\"2027-05-01T00:00:00Z\""),
        line.formatted("\"1970-01-17T00:00:00Z\""),
        line.formatted("1375617600000"),
        line.formatted("1375617600"),
        "{\"user\":\"u\",\"item\":\"a\",\"type\":\"like\"}");
    CheckResult result = files.check();
    assertThat(only(result, "future-times").text()).contains("refuses such events");
    assertThat(only(result, "old-times").line()).isEqualTo(2);
    assertThat(found(result, "bad-lines"))
        .extracting(Finding::example)
        .anySatisfy(why -> assertThat(why).contains("time"));
    assertThat(CheckReports.text(result))
        .contains("milliseconds since 1970 are not read in JSON")
        .contains("seconds since 1970 are not read in JSON");
    assertThat(result.isReady()).isFalse();
  }

  @Test
  void repeatedEventsAreCounted() throws IOException {
    String like = event("u", "a", "like");
    files.events(
        like,
        like,
        event("v", "a", "like", ",\"id\":\"1\""),
        event("w", "b", "like", ",\"id\":\"1\""));
    CheckResult result = files.check();
    assertThat(only(result, "repeated-events").line()).isEqualTo(2);
    assertThat(only(result, "repeated-event-ids").text()).contains("no effect");
  }

  @Test
  void idsWithOtherZerosAreRecognised() throws IOException {
    files.items(item("0468569", "")).events(event("u", "468569", "like"));
    Finding missing = only(files.check(), "missing-items");
    assertThat(missing.level()).isEqualTo(Level.PROBLEM);
    assertThat(missing.text())
        .contains("1 of these ids is in the catalogue with other zeros, spaces or capital");
    assertThat(only(files.check(), "no-events").level()).isEqualTo(Level.PROBLEM);
  }

  @Test
  void readingGoesOnBehindBadLinesAndCountsThem() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add(
          "{\"user\":\"u\",\"item\":\"a\",\"type\":\"like\",\"time\":\"yesterday " + i + "\"}");
      lines.add("{broken");
    }
    lines.add(event("u", "a", "like"));
    CheckResult result = files.events(lines.toArray(String[]::new)).check();
    assertThat(found(result, "bad-lines")).extracting(Finding::count).containsExactly(30L, 30L);
    assertThat(only(result, "events").count()).isEqualTo(1);
    assertThat(CheckReports.text(result)).contains("Bad lines (20 of 60)");
    assertThat(result.verdict()).startsWith("Not ready: 2 problems to solve first");
    assertThat(result.mostImportant()).hasSize(3).element(0).isIn(result.problems());
  }

  @Test
  void sourcesSayWhetherTheDataFeedThem() throws IOException {
    CheckResult small = files.check();
    assertThat(only(small, "source-ease").level()).isEqualTo(Level.WARNING);
    assertThat(only(small, "source-ease").text())
        .isEqualTo("ease: hardly works. It has 0 items of 3 that three or more users chose.");
    assertThat(only(small, "learned-ranker").text())
        .startsWith("0 users chose two or more items; some 270 are needed");
    assertThat(only(small, "learned-ranker").level()).isEqualTo(Level.WARNING);
    assertThat(only(small, "source-new").text()).contains("times of publication");
    List<String> lines = new ArrayList<>();
    for (int user = 0; user < 400; user++) {
      for (int day = 1; day <= 9; day += 2) {
        lines.add(
            "{\"user\":\"u%d\",\"item\":\"i%d\",\"type\":\"like\",\"time\":\"2026-11-0%dT00:00:00Z\"}"
                .formatted(user, (user + 7 * day) % 100, day));
      }
    }
    files.items(
        IntStream.range(0, 100)
            .mapToObj(i -> item("i" + i, ",\"text\":\"x\",\"categories\":[\"A\"]"))
            .toArray(String[]::new));
    CheckResult large = files.events(lines.toArray(String[]::new)).check();
    List<String> sources =
        large.sections().stream()
            .flatMap(section -> section.findings().stream())
            .map(Finding::id)
            .filter(id -> id.startsWith("source-") && !id.equals("source-new"))
            .map(id -> id.substring("source-".length()))
            .toList();
    assertThat(sources)
        .containsExactly(
            "trending",
            "lately",
            "popularity",
            "itemknn",
            "rp3beta",
            "ease",
            "next",
            "content",
            "category");
    for (String source : sources) {
      assertThat(only(large, "source-" + source).text()).startsWith(source + ": works.");
    }
    assertThat(only(large, "source-ease").text()).contains("100 items of 100 that three");
    assertThat(only(large, "source-next").text())
        .contains("400 users of 400 with two or more chosen items, for whole and recent histories");
    assertThat(only(large, "learned-ranker").text())
        .startsWith("400 users chose two or more items");
    assertThat(only(large, "learned-ranker").level()).isEqualTo(Level.NOTE);
  }

  @Test
  void whatUsersChooseNextNeedsAnOrder() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int user = 0; user < 100; user++) {
      for (String item : List.of("a", "b", "c")) {
        lines.add(
            "{\"user\":\"u%d\",\"item\":\"%s\",\"type\":\"like\",\"time\":\"2026-11-01T00:00:00Z\"}"
                .formatted(user, item));
      }
    }
    CheckResult result = files.events(lines.toArray(String[]::new)).check();
    assertThat(only(result, "source-itemknn").level()).isEqualTo(Level.NOTE);
    assertThat(only(result, "source-next").level()).isEqualTo(Level.WARNING);
    assertThat(only(result, "source-next").text()).contains("all of one day");
    assertThat(only(result, "source-category").level()).isEqualTo(Level.WARNING);
  }

  @Test
  void anItemWithFortyThousandAttributesIsReported() throws IOException {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      attributes.append(i == 0 ? "" : ",").append("\"a").append(i).append("\":null");
    }
    files.items(item("a", ",\"attributes\":{" + attributes + "}"), item("b", ""));
    CheckResult result = files.check();
    assertThat(only(result, "bad-lines").example()).contains("at most 100 entries, not 40000");
    assertThat(CheckReports.text(result).length()).isLessThan(20_000);
  }
}
