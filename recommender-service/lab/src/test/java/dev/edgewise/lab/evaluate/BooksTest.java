/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.FirstStageRanker;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.recommend.RankingStep;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.Timings;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.ListContext;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.processor.Processor;
import dev.edgewise.recommend.wish.Wish;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Lists follow the known tastes on a catalogue that nobody prepared, as soon as its events were
 * read. The fit of the ranker takes long; {@code BooksIT} measures its lists.
 */
class BooksTest {
  private static final Path BOOKS = Path.of("src/test/resources/books");
  private static final int READERS = 100;

  private static KnownTastes tastes;
  private static Catalogue catalogue;
  private static Candidates candidates;
  private static Shortlist shortlist;
  private static final Map<String, Profile> PROFILES = new LinkedHashMap<>();

  @BeforeAll
  static void open() throws Exception {
    tastes = KnownTastes.read(BOOKS.resolve("truth.jsonl.gz"));
    Dataset data =
        Dataset.read(BOOKS.resolve("items.jsonl.gz"), BOOKS.resolve("events.jsonl.gz"), 0);
    catalogue = data.catalogue();
    candidates = new Candidates(catalogue, data.signals()::of);
    data.events().forEach(candidates::record);
    candidates.rebuild();
    shortlist =
        Shortlist.of(
            catalogue,
            candidates,
            Shortlist.Options.STANDARD,
            InstantSource.fixed(data.events().getLast().time()));
    Map<String, List<Event>> histories =
        data.events().stream().collect(Collectors.groupingBy(Event::user));
    ProfileRules rules = new ProfileRules(data.signals());
    for (String reader : tastes.sample(READERS)) {
      PROFILES.put(reader, profile(reader, histories.getOrDefault(reader, List.of()), rules));
    }
  }

  private static Profile profile(String reader, List<Event> history, ProfileRules rules) {
    List<PositionedEvent> events = new ArrayList<>();
    for (Event event : history) {
      events.add(new PositionedEvent(event, new EventPosition("past", 0, events.size())));
    }
    return rules.apply(Profile.empty(reader), events);
  }

  private static KnownTastes.Figures figures(Function<Profile, List<String>> list) {
    Map<String, List<Item>> lists = new LinkedHashMap<>();
    PROFILES.forEach((reader, profile) ->
        lists.put(
            reader,
            list.apply(profile).stream().map(id -> catalogue.find(id).orElseThrow()).toList()));
    return tastes.of(lists);
  }

  /** The list of the service at its default settings. */
  private static List<String> forYou(Profile profile) {
    Shortlist.ListRequest request =
        new Shortlist.ListRequest(
            new ListContext(
                profile,
                UserContext.of(profile, catalogue::titleOf),
                Wish.NONE,
                LearnedRanker.DEFAULT,
                Deadline.in(Duration.ofHours(1))),
            null,
            null,
            10,
            false);
    return shortlist
        .list(request, inOrder(), Processor.CALLER, new Timings.Watch())
        .entries()
        .stream()
        .limit(10)
        .map(entry -> entry.candidate().id())
        .toList();
  }

  private static RankingStep inOrder() {
    FirstStageRanker ranker = new FirstStageRanker();
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    return RankingStep.of(
        ranker, request -> new RankingStep.Ranked(ranker.rank(request, deadline), null));
  }

  @Test
  void listsFollowTheTastesBeforeTheRankerIsFitted() {
    KnownTastes.Figures figures = figures(BooksTest::forYou);
    assertThat(figures.liked()).as("%s", figures).isGreaterThanOrEqualTo(0.85);
    assertThat(figures.avoided()).as("%s", figures).isLessThanOrEqualTo(0.01);
    assertThat(figures.overlap()).as("%s", figures).isLessThanOrEqualTo(0.2);
  }

  /** So the figures say something. */
  @Test
  void whatTrendsForEveryoneFollowsNoTaste() {
    KnownTastes.Figures figures = figures(profile -> candidates.popular(profile, 10));
    assertThat(figures.liked()).as("%s", figures).isLessThan(0.5);
    assertThat(figures.avoided()).as("%s", figures).isGreaterThan(0.01);
    assertThat(figures.overlap()).as("%s", figures).isGreaterThan(0.2);
  }
}
