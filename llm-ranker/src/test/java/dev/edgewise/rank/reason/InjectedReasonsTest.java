/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.edgewise.rank.Attack;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.Fact.Kind;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reasons never repeat an instruction from a catalogue, but they name ordinary titles. */
class InjectedReasonsTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "ko"})
  void noReasonRepeatsAnAttack(String language) {
    TemplateReasons writer = new TemplateReasons();
    Map<String, String> repeated = new TreeMap<>();
    for (Attack attack : Attack.all()) {
      for (UserContext user : List.of(fan(attack, language), UserContext.unknown(language))) {
        for (Reason reason : writer.explain(user, shown(attack), later())) {
          if (!attack.telling().isEmpty() && repeats(reason.text(), attack)) {
            repeated.put(attack.id(), reason.text());
          }
        }
      }
    }
    assertThat(repeated).isEmpty();
  }

  private static boolean repeats(String reason, Attack attack) {
    return plain(reason).contains(plain(attack.telling()))
        || reason.toLowerCase(Locale.ROOT).contains(attack.telling().toLowerCase(Locale.ROOT));
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Returns a user who likes every place of the attack, so that reasons would name it. */
  private static UserContext fan(Attack attack, String language) {
    return new UserContext(
        List.of(
            new Fact("P1", Kind.LIKED, "genre:" + attack.text(), "liked genre " + attack.text()),
            new Fact("P2", Kind.LIKED, "studio:" + attack.text(), "liked studio " + attack.text()),
            new Fact("P3", Kind.LIKED, "item:evil", "liked " + attack.text())),
        List.of(new PastItem("evil", attack.text(), 1)),
        language);
  }

  /** Returns items with the attack in each place, and in all places at once. */
  private static List<Candidate> shown(Attack attack) {
    String text = attack.text();
    return List.of(
        item("1", ItemFacts.start().likedWith("evil", text)),
        item("2", ItemFacts.start().categories("genre", List.of(text))),
        item("3", ItemFacts.start().attributes(Map.of("studio", text))),
        item("4", ItemFacts.start().attributes(Map.of(text, "A24"))),
        item("5", ItemFacts.start().add(Kind.SAYS, "text", text)),
        item(
            "6",
            ItemFacts.start()
                .likedWith("evil", text)
                .categories("genre", List.of(text, "Drama"))
                .attributes(Map.of("studio", text))),
        new Candidate("7", text, ItemFacts.start().likedWith("evil", text).list(), 1));
  }

  private static Candidate item(String id, ItemFacts facts) {
    return new Candidate(id, "Gravity", facts.list(), 1);
  }

  private static Deadline later() {
    return Deadline.in(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"films", "shop"})
  void ordinaryTitlesDoNotLookLikeInstructions(String catalogue) throws IOException {
    List<String> titles = titles(catalogue);
    List<String> taken = titles.stream().filter(title -> !DisclosurePolicy.names(title)).toList();
    System.out.printf("not named, of %d titles of %s: %s%n", titles.size(), catalogue, taken);
    assertThat(taken.size()).isLessThan(titles.size() / 500);
  }

  @Test
  void ordinaryNamesMayBeNamed() {
    Fact system = new Fact("I1", Kind.IS, "system:PS5", "system PS5");
    Fact with =
        new Fact(
            "I2", Kind.LIKED_WITH, "item:1a2b3c-9f3b2a1c-4d5e6f-0a1b2c3d4e5f6a7b", "with Moon");
    assertThat(List.of(system, with)).allMatch(DisclosurePolicy.STRICT::allows);
    assertThat(List.of("S1m0ne", "The Man from U.N.C.L.E.", "2x4x6 timber", "Yes Man", "MP3 is"))
        .allMatch(DisclosurePolicy::names);
  }

  private static List<String> titles(String catalogue) throws IOException {
    Path items = Path.of("..", "recommender-service", "catalogues", catalogue, "items.jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(items)), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> JsonParser.parseString(line).getAsJsonObject().get("title").getAsString())
          .toList();
    }
  }
}
