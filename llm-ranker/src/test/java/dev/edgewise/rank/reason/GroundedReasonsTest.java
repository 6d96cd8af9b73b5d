/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.Fact.Kind;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A reason states only its cited facts, for random facts. */
class GroundedReasonsTest {
  private static final List<String> TRAITS =
      List.of("genre:Drama", "genre:Sci-Fi", "genre:War", "year:1999", "brand:Acme 7", "bare");
  private static final List<String> TITLES = List.of("Moon", "Se7en", "Up 2", "{title}", "Oz");
  private static final Pattern NAME_OR_NUMBER = Pattern.compile("[\\p{Lu}\\d][\\p{L}\\d-]*");

  /** First words of the templates' sentences; no other word of the templates has a capital. */
  private static final Set<String> OPENERS =
      Set.of(
          "You",
          "This",
          "Like",
          "People",
          "Both",
          "Its",
          "Something",
          "Picked",
          "A",
          "Here",
          "Worth",
          "Try");

  private final Random random = new Random(11);

  @Test
  void everyNameAndNumberComesFromACitedFactWithItsPolarity() {
    for (int round = 0; round < 20_000; round++) {
      UserContext user = user();
      List<Candidate> shown = List.of(item("a" + round), item("b" + round));
      List<Reason> reasons = explain(user, shown);
      assertThat(reasons).hasSize(2);
      check(reasons.get(0), user, shown.get(0));
      check(reasons.get(1), user, shown.get(1));
    }
  }

  private static List<Reason> explain(UserContext user, List<Candidate> shown) {
    return new TemplateReasons().explain(user, shown, Deadline.in(Duration.ofHours(1)));
  }

  private static void check(Reason reason, UserContext user, Candidate item) {
    Map<String, Fact> known = new HashMap<>();
    user.facts().forEach(fact -> known.put(fact.id(), fact));
    item.facts().forEach(fact -> known.put(fact.id(), fact));
    StringBuilder cited = new StringBuilder();
    Set<String> disliked = new HashSet<>();
    user.facts().stream()
        .filter(fact -> fact.kind() == Kind.DISLIKED)
        .forEach(fact -> disliked.add(fact.subject()));
    for (String id : reason.cites()) {
      assertThat(known).containsKey(id);
      Fact fact = known.get(id);
      assertThat(fact.kind()).isNotIn(Kind.DISLIKED, Kind.WATCHED);
      assertThat(disliked).doesNotContain(fact.subject());
      cited.append(fact.text()).append('\n');
    }
    Matcher words = NAME_OR_NUMBER.matcher(reason.text());
    while (words.find()) {
      if (!OPENERS.contains(words.group())) {
        assertThat(cited.toString()).as(reason.text()).contains(words.group());
      }
    }
    boolean ofUser = reason.cites().stream().anyMatch(id -> id.startsWith("P"));
    boolean saysYou = reason.text().matches("(?i).*\\byou(r)?\\b.*");
    assertThat(saysYou).as(reason.text()).isEqualTo(ofUser);
  }

  private UserContext user() {
    List<Fact> facts = new ArrayList<>();
    List<PastItem> history = new ArrayList<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      Kind kind = List.of(Kind.LIKED, Kind.DISLIKED, Kind.WATCHED).get(random.nextInt(3));
      int title = random.nextInt(TITLES.size());
      boolean item = random.nextBoolean();
      String trait = TRAITS.get(random.nextInt(TRAITS.size()));
      String what = item ? TITLES.get(title) : trait.replace(':', ' ');
      facts.add(
          new Fact(
              "P" + (facts.size() + 1),
              kind,
              item ? "item:" + title : trait,
              kind.name().toLowerCase(Locale.ROOT) + " " + what));
      if (item && random.nextInt(4) > 0) {
        history.add(new PastItem("" + title, TITLES.get(title), 0));
      }
    }
    return new UserContext(facts, history, "en");
  }

  private Candidate item(String id) {
    List<Fact> facts = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      int title = random.nextInt(TITLES.size());
      boolean with = random.nextBoolean();
      String trait = TRAITS.get(random.nextInt(TRAITS.size()));
      facts.add(
          new Fact(
              "I" + (facts.size() + 1),
              with ? Kind.LIKED_WITH : random.nextBoolean() ? Kind.IS : Kind.HAS,
              with ? "item:" + title : trait,
              with ? "liked together with " + TITLES.get(title) : trait.replace(':', ' ')));
    }
    return new Candidate(id, "Film " + id, facts, 1);
  }
}
