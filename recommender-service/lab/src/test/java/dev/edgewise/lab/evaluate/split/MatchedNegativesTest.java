/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.Event;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatchedNegativesTest {
  private final List<Event> events = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();

  /** An item with this number of events, all long before the present. */
  private void item(String id, int count, String... categories) {
    items.add(new Item(id, id, "", List.of(categories), Map.of(), null, false));
    for (int i = 0; i < count; i++) {
      events.add(Samples.like("u" + i, id, 0));
    }
  }

  private MatchedNegatives drawing(long seed) {
    List<String> ids = items.stream().map(Item::id).toList();
    Catalogue catalogue = Samples.catalogue(items.toArray(Item[]::new));
    TrainingCounts counts =
        new TrainingCounts(events, ids, Samples.START.plusSeconds(365 * 86_400L));
    return new MatchedNegatives(ids, counts, catalogue, seed);
  }

  private static SplitPlan.Subject subject(String user, Set<String> met, Set<String> targets) {
    return new SplitPlan.Subject(user, List.of(Samples.like(user, "x", 0)), met, targets, false);
  }

  private Set<String> negatives(SplitPlan.Subject subject) {
    return drawing(1).of(subject).map(MatchedTarget::negatives).orElse(Set.of());
  }

  @Test
  void aNegativeIsSimilarAndAsPopularAndWasNeverMet() {
    item("target", 9, "Drama");
    item("same", 9, "Drama");
    item("met", 9, "Drama");
    item("other target", 9, "Drama");
    item("twice", 20, "Drama");
    item("half", 3, "Drama");
    assertThat(negatives(subject("u", Set.of("met"), Set.of("target")))).doesNotContain("met");
    SplitPlan.Subject both = subject("u", Set.of("met"), Set.of("target", "other target"));
    assertThat(negatives(both)).containsExactly("same");
  }

  @Test
  void aMorePopularNegativeHasALessPopularPartner() {
    item("target", 9, "Drama");
    item("more", 10, "Drama");
    item("most", 19, "Drama");
    assertThat(drawing(1).of(subject("u", Set.of(), Set.of("target")))).isEmpty();
    item("less", 4, "Drama");
    assertThat(negatives(subject("u", Set.of(), Set.of("target")))).hasSize(2).contains("less");
  }

  @Test
  void similarCategoriesComeFirst() {
    item("target", 9, "Drama", "War");
    IntStream.range(0, 30).forEach(i -> item("equal" + i, 9, "War", "Drama"));
    IntStream.range(0, 30).forEach(i -> item("common" + i, 9, "Drama"));
    IntStream.range(0, 30).forEach(i -> item("none" + i, 9, "Comedy"));
    Set<String> drawn = negatives(subject("u", Set.of(), Set.of("target")));
    assertThat(drawn).hasSize(MatchedNegatives.MOST).noneMatch(id -> id.startsWith("none"));
    assertThat(drawn).filteredOn(id -> id.startsWith("equal")).hasSize(30);
  }

  @Test
  void aTargetWithoutEventsHasNoPopularityToMatch() {
    item("target", 0, "Drama");
    item("same", 0, "Drama");
    assertThat(drawing(1).of(subject("u", Set.of(), Set.of("target")))).isEmpty();
  }

  @Test
  void theSameSeedDrawsTheSame() {
    IntStream.range(0, 200).forEach(i -> item("i" + i, 5, "Drama"));
    List<SplitPlan.Subject> subjects =
        IntStream.range(0, 20).mapToObj(i -> subject("u" + i, Set.of(), Set.of("i" + i))).toList();
    assertThat(drawing(1).of(subjects)).hasSize(20).isEqualTo(drawing(1).of(subjects));
    assertThat(drawing(2).of(subjects)).isNotEqualTo(drawing(1).of(subjects));
  }

  /** An order by popularity wins nothing, although most targets are popular. */
  @Test
  void popularityIsWorthNothing() {
    Random random = new Random(3);
    for (int i = 0; i < 400; i++) {
      item("i" + i, 1 + (int) (300 / Math.pow(1 + i, 0.8)), i % 2 == 0 ? "Drama" : "War");
    }
    List<String> popular = items.stream().map(Item::id).toList();
    MatchedNegatives drawing = drawing(1);
    double auc = 0;
    int users = 0;
    for (int u = 0; u < 1000; u++) {
      String target = events.get(random.nextInt(events.size())).item();
      Optional<MatchedTarget> matched = drawing.of(subject("v" + u, Set.of(), Set.of(target)));
      if (matched.isPresent()) {
        auc += below(popular, matched.get());
        users++;
      }
    }
    assertThat(users).isGreaterThan(700);
    assertThat(auc / users).isCloseTo(0.5, within(0.03));
  }

  private static double below(List<String> order, MatchedTarget matched) {
    int place = order.indexOf(matched.target());
    return matched.negatives().stream().filter(id -> order.indexOf(id) > place).count()
        / (double) matched.negatives().size();
  }
}
