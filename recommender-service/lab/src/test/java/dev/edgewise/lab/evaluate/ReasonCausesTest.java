/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.TemplateReasons;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.ListContext;
import dev.edgewise.recommend.wish.Wish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reasons cite what carries the score: without it, the item's score and place fall. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReasonCausesTest {
  private static final Path BOOKS = Path.of("src/test/resources/books");
  private static final Deadline LATER = Deadline.in(Duration.ofHours(1));
  private static final int READERS = 60;
  private static final int SHOWN = 10;
  private static final int CANDIDATES = 200;

  private final Random random = new Random(5);
  private Dataset data;
  private Candidates candidates;
  private Map<String, List<Event>> histories;
  private List<String> readers;

  /** How often something fell when items were taken away. */
  private static final class Falls {
    private int all;
    private int scores;
    private int places;

    double share() {
      return scores / (double) all;
    }

    double shareOfPlaces() {
      return places / (double) all;
    }
  }

  @BeforeAll
  void learn() throws Exception {
    data = Dataset.read(BOOKS.resolve("items.jsonl.gz"), BOOKS.resolve("events.jsonl.gz"), 0);
    candidates = new Candidates(data.catalogue(), data.signals()::of);
    data.events().forEach(candidates::record);
    candidates.rebuild();
    histories = data.events().stream().collect(Collectors.groupingBy(Event::user));
    readers = histories.keySet().stream().sorted().limit(READERS).toList();
  }

  private Profile profile(String reader, Set<String> without) {
    List<PositionedEvent> events = new ArrayList<>();
    for (Event event : histories.getOrDefault(reader, List.of())) {
      if (!without.contains(event.item())) {
        events.add(new PositionedEvent(event, new EventPosition("past", 0, events.size())));
      }
    }
    return new ProfileRules(data.signals()).apply(Profile.empty(reader), events);
  }

  @Test
  void withoutTheCitedItemsTheScoreFallsAndTheRankInMostCases() {
    Falls cited = new Falls();
    Falls others = new Falls();
    for (String reader : readers) {
      Profile profile = profile(reader, Set.of());
      UserContext user = UserContext.of(profile, data.catalogue()::titleOf);
      List<Candidate> shown =
          candidates.explained(
              candidates.gather(profile, SHOWN),
              new ListContext(profile, user, Wish.NONE, LearnedRanker.DEFAULT, LATER));
      List<Reason> reasons = new TemplateReasons().explain(user, shown, LATER);
      List<String> liked =
          user.history().stream().filter(past -> past.weight() > 0).map(PastItem::id).toList();
      Map<String, Double> before = candidates.scores(profile, CANDIDATES);
      for (int i = 0; i < shown.size(); i++) {
        Set<String> items = cited(reasons.get(i), user);
        if (!items.isEmpty()) {
          String item = shown.get(i).id();
          count(cited, before, reader, items, item);
          count(others, before, reader, Set.of(liked.get(random.nextInt(liked.size()))), item);
        }
      }
    }
    System.out.printf(
        "without the cited items %.3f of %d scores and %.3f of the places fall;"
            + " without any liked item %.3f and %.3f%n",
        cited.share(), cited.all, cited.shareOfPlaces(), others.share(), others.shareOfPlaces());
    assertThat(cited.all).isGreaterThan(READERS * SHOWN / 2);
    assertThat(cited.share()).isGreaterThanOrEqualTo(0.95);
    assertThat(cited.shareOfPlaces()).isGreaterThan(0.5);
    assertThat(others.share()).isLessThan(0.9); // the check tells causes from other likes
  }

  private void count(
      Falls falls, Map<String, Double> before, String reader, Set<String> without, String item) {
    Map<String, Double> after = candidates.scores(profile(reader, without), CANDIDATES);
    falls.all++;
    falls.scores += after.getOrDefault(item, 0.0) < before.getOrDefault(item, 0.0) ? 1 : 0;
    falls.places += place(after, item, without) > place(before, item, without) ? 1 : 0;
  }

  /** The item's place among the others, without the items that are taken away. */
  private static int place(Map<String, Double> scores, String item, Set<String> without) {
    List<String> order = new ArrayList<>(scores.keySet());
    order.removeAll(without);
    int place = order.indexOf(item);
    return place < 0 ? order.size() : place;
  }

  /** The items of which the reason cites the user's opinion. */
  private static Set<String> cited(Reason reason, UserContext user) {
    Set<String> items = new HashSet<>();
    for (Fact fact : user.citable()) {
      if (reason.cites().contains(fact.id()) && fact.subject().startsWith("item:")) {
        items.add(fact.subject().substring("item:".length()));
      }
    }
    return items;
  }
}
