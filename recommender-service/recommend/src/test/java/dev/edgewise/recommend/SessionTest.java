/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.document.InMemoryDocumentStore;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.WritingStyle;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PopularItems;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.events.EventGate;
import dev.edgewise.recommend.events.EventLog;
import dev.edgewise.recommend.processor.ProcessorPool;
import dev.edgewise.recommend.stored.PagedLists;
import dev.edgewise.recommend.stored.StoredRankings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Somebody without a name gets the list of a user who did the same, and leaves no trace. */
class SessionTest {
  private static final int ITEMS = 60;
  private static final String USER = "ann";
  private static final List<String> TYPES =
      List.of("view", "click", "like", "dislike", "rate", "purchase", "search", "impression");
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Instant NOW = Samples.START.plus(Duration.ofDays(9));
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private final Catalogue catalogue =
      Samples.catalogue(
          IntStream.range(0, ITEMS)
              .mapToObj(i -> Samples.item("i" + i, "Item " + i, "Genre" + i % 6))
              .toArray(Item[]::new));
  private final SignalWeights signals = SignalWeights.standard();
  private final Candidates candidates = new Candidates(catalogue, signals::of, item -> true, CLOCK);
  private final EventGate gate =
      new EventGate(
          catalogue,
          signals,
          new UnusedLog(),
          CLOCK,
          new EventGate.Limits(Duration.ofHours(1), 10, Duration.ofMinutes(1), AMPLE, AMPLE));
  private final Set<String> touched = new HashSet<>();
  private final DocumentStore documents =
      new InMemoryDocumentStore(Clock.fixed(NOW, ZoneOffset.UTC));
  private final RankingModel model = TestModels.none("none here");

  private static final class UnusedLog implements EventLog {
    @Override
    public CompletableFuture<EventPosition> publish(Event event) {
      throw new AssertionError("a session publishes nothing");
    }

    @Override
    public void require() {
      throw new AssertionError("a session needs no log");
    }
  }

  private Recommender recommender(InMemoryProfileStore profiles) {
    Shortlist shortlist =
        Shortlist.of(catalogue, candidates, new Shortlist.Options(30, 0.7, 0.2, 0.1), CLOCK);
    PrecomputedLists ahead =
        new PrecomputedLists(
            new StoredRankings(documents, Duration.ofHours(1)),
            candidates,
            shortlist,
            model,
            new BlendVersions(
                documents, model, new RankerVersions(documents, candidates::use), CLOCK),
            catalogue,
            5);
    return new Recommender(
        new ProfileLookup(profiles, new ProfileChanges(profiles)),
        new ServedLists(ahead, Duration.ofHours(1)),
        new ListMaker(
            catalogue, shortlist, model, new ProcessorPool(1), new PopularItems(candidates)),
        model,
        candidates,
        new Exploration(0, () -> 0.5),
        new PagedLists(documents, Duration.ofMinutes(30), page -> touched.add("pages")),
        new RankingLog((user, entry) -> touched.add("log"), CLOCK),
        catalogue,
        profile -> touched.add("background"),
        () -> "request");
  }

  private void learn(Random random) {
    for (int user = 0; user < 150; user++) {
      for (int i = 0; i < 8; i++) {
        int item = 6 * random.nextInt(ITEMS / 6) + (random.nextInt(4) == 0 ? 0 : user % 6);
        candidates.record(Samples.like("u" + user, "i" + item, random.nextInt(200)));
      }
    }
    candidates.rebuild();
  }

  /** Some events, many of them at the same time, and not always in the order of time. */
  private static List<Event> some(Random random) {
    List<Event> some = new ArrayList<>();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      boolean search = type.equals("search");
      Map<String, String> context = new HashMap<>();
      if (search) {
        context.put("query", "Item " + random.nextInt(ITEMS));
      }
      if (random.nextInt(5) == 0) {
        context.put("language", random.nextBoolean() ? "ko" : "en");
      }
      some.add(
          new Event(
              "e" + i,
              "web",
              USER,
              search ? "" : "i" + random.nextInt(ITEMS),
              type,
              NOW.minusSeconds(random.nextInt(3)),
              type.equals("rate") ? 1.0 + random.nextInt(10) : null,
              List.of(),
              context));
    }
    return some;
  }

  private static RecommendationRequest request(
      Random random, @Nullable String query, Placement placement) {
    return new RecommendationRequest(
        USER,
        1 + random.nextInt(30),
        null,
        query,
        null,
        WritingStyle.PLAIN,
        false,
        placement,
        List.of(),
        random.nextBoolean() ? placement.personal() : random.nextDouble(),
        random.nextBoolean() ? null : random.nextDouble(),
        random.nextBoolean());
  }

  private InMemoryProfileStore logged(List<Event> done) {
    InMemoryProfileStore store = new InMemoryProfileStore(signals);
    List<PositionedEvent> log = new ArrayList<>();
    for (Event event : done) {
      log.add(
          new PositionedEvent(
              catalogue.enrich(event), new EventPosition("topic", 3, 17 + 2L * log.size())));
    }
    store.apply(USER, log);
    return store;
  }

  @Test
  void aSessionGetsTheListOfAUserWithTheSameEvents() {
    Random random = new Random(5);
    learn(random);
    List<Placement> placements = Placement.STANDARD;
    Set<List<?>> lists = new HashSet<>();
    for (int round = 0; round < 200; round++) {
      List<Event> done = some(random);
      RecommendationRequest request =
          request(
              random,
              random.nextInt(4) == 0 ? "Item 7" : null,
              placements.get(random.nextInt(placements.size())));
      InMemoryProfileStore store = logged(done);
      Recommender recommender = recommender(store);
      Profile session = gate.profile(USER, done);
      assertThat(session)
          .usingRecursiveComparison()
          .ignoringFields("applied.watermarks", "applied.births")
          .isEqualTo(store.get(USER));

      Recommendation own =
          recommender.recommend(request, Deadline.in(AMPLE), RecommendationListener.NONE);
      Recommendation anonymous = recommender.recommend(request, session, Deadline.in(AMPLE));
      assertThat(anonymous)
          .as("%s after %s", request, done)
          .usingRecursiveComparison()
          .withEqualsForType(Double::equals, Double.class) // an unknown age is NaN
          .ignoringFields("profile", "timings")
          .isEqualTo(own);
      assertThat(anonymous.reasons()).extracting(Reason::text).doesNotContain("");
      lists.add(anonymous.shown());
    }
    assertThat(lists).hasSizeGreaterThan(100);
  }

  @Test
  void aSessionLeavesNoTrace() {
    Random random = new Random(6);
    learn(random);
    Recommender recommender = recommender(new InMemoryProfileStore(signals));
    Profile session = gate.profile(USER, some(random));
    Deadline deadline = Deadline.in(AMPLE);
    RecommendationRequest request = new RecommendationRequest("", 5, null);
    assertThat(recommender.recommend(request, session, deadline).shown()).hasSize(5);
    assertThat(touched).isEmpty();

    // what a user's list leaves is seen
    RecommendationRequest named = new RecommendationRequest(USER, 5, null);
    recommender.recommend(named, deadline, RecommendationListener.NONE);
    assertThat(touched).contains("pages", "log");
  }

  @Test
  void sessionsShareNoList() {
    learn(new Random(7));
    Recommender recommender = recommender(new InMemoryProfileStore(signals));
    List<List<String>> lists = new ArrayList<>();
    for (String item : List.of("i1", "i2", "i1")) {
      Profile session = gate.profile(USER, List.of(Samples.like(USER, item, 0)));
      lists.add(
          recommender
              .recommend(new RecommendationRequest("", 5, null), session, Deadline.in(AMPLE))
              .shown()
              .stream()
              .map(entry -> entry.candidate().id())
              .toList());
    }
    assertThat(lists.get(0)).isNotEqualTo(lists.get(1)).isEqualTo(lists.get(2));
  }
}
