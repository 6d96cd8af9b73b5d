/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static dev.edgewise.recommend.catalogue.Samples.event;
import static dev.edgewise.recommend.catalogue.Samples.hidden;
import static dev.edgewise.recommend.catalogue.Samples.item;
import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.StatedPreferences;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.learn.FittedRanker;
import dev.edgewise.recommend.wish.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final Profile STRANGER = Profile.empty("me");

  private final Catalogue catalogue =
      Samples.catalogue(
          item("hit", "Hit", "Action"),
          item("alien", "Alien", "Horror"),
          item("saw", "Saw", "Horror"),
          item("heat", "Heat", "Crime"),
          item("flop", "Flop", "Crime"));
  private final Candidates candidates = new Candidates(catalogue, SignalWeights.standard()::of);

  private static List<String> ids(List<Candidate> found) {
    return found.stream().map(Candidate::id).toList();
  }

  private void crowd() {
    for (int i = 0; i < 20; i++) {
      candidates.record(like("fan" + i, "hit", i));
    }
    for (int i = 0; i < 9; i++) {
      candidates.record(like("ghoul" + i, "alien", i));
      candidates.record(like("ghoul" + i, "saw", i));
      candidates.record(like("cop" + i, "heat", i));
    }
    candidates.rebuild();
  }

  @Test
  void aStrangerGetsWhatIsPopular() {
    crowd();
    List<Candidate> found = candidates.gather(STRANGER, 4);
    assertThat(ids(found)).containsExactly("hit", "alien", "heat", "saw");
    assertThat(ids(found)).startsWith(candidates.popular(STRANGER, 3).toArray(String[]::new));
    assertThat(found).extracting(Candidate::firstStageScore).allMatch(score -> score > 0);
  }

  @Test
  void aLikeBringsItsNeighboursAndTakesItselfAway() {
    crowd();
    Profile ghoul = Samples.profile(catalogue, like("me", "alien", 30));
    assertThat(ids(candidates.gather(ghoul, 5))).doesNotContain("alien");
    List<String> before = ids(candidates.gather(STRANGER, 5));
    List<String> after = ids(candidates.gather(ghoul, 5));
    assertThat(before.indexOf("saw")).isGreaterThan(before.indexOf("heat"));
    assertThat(after.indexOf("saw")).isLessThan(after.indexOf("heat"));
  }

  @Test
  void scoresFallFromTheFirstToTheLast() {
    crowd();
    Profile ghoul = Samples.profile(catalogue, like("me", "alien", 30));
    List<Double> scores =
        candidates.gather(ghoul, 9).stream().map(Candidate::firstStageScore).toList();
    assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a)).doesNotContain(0.0);
  }

  @Test
  void viewingAnItemDoesNotTakeItAway() {
    crowd();
    Profile looked = Samples.profile(catalogue, event("me", "hit", "view", 30));
    assertThat(ids(candidates.gather(looked, 5))).contains("hit");
  }

  /** The list is filled from other items when the most popular ones can't be shown. */
  @Test
  void hiddenAndUnknownItemsTakeNoPlace() {
    crowd();
    for (int i = 0; i < 50; i++) {
      candidates.record(like("fan" + i, "gone" + i % 5, 40));
    }
    catalogue.put(hidden(item("hit", "Hit", "Action")));
    assertThat(ids(candidates.gather(STRANGER, 2))).containsExactly("alien", "heat");
    assertThat(candidates.popular(STRANGER, 2)).containsExactly("alien", "heat");
  }

  @Test
  void beforeAnyEventTheNewestItemsCome() {
    catalogue.put(
        new Item("new", "New", "", List.of(), Map.of(), Samples.START.plusSeconds(1), false));
    catalogue.put(new Item("old", "Old", "", List.of(), Map.of(), Samples.START, false));
    assertThat(ids(candidates.gather(STRANGER, 3))).containsExactly("new", "old", "alien");
  }

  @Test
  void aNewItemIsThereForThoseWhoLikeItsKind() {
    crowd();
    catalogue.put(item("scream", "Scream", "Horror"));
    Profile ghoul = Samples.profile(catalogue, like("me", "alien", 30));
    List<String> found = ids(candidates.gather(ghoul, 10));
    assertThat(found).contains("scream");
    assertThat(found.indexOf("scream")).isLessThan(found.indexOf("flop"));
  }

  @Test
  void anEventSentTwiceCountsOnce() {
    for (int i = 0; i < 5; i++) {
      candidates.record(like("ann", "flop", 0));
    }
    candidates.record(like("ann", "hit", 0));
    candidates.record(like("bob", "hit", 0));
    assertThat(candidates.popular(STRANGER, 1)).containsExactly("hit");
  }

  @Test
  void describesAnItemAsGatheringDoes() {
    crowd();
    List<Candidate> found = candidates.gather(STRANGER, 1);
    Candidate gathered = candidates.described(found, STRANGER, null).getFirst();
    Item hit = catalogue.find("hit").orElseThrow();
    assertThat(candidates.descriptions(STRANGER).of(hit, gathered.firstStageScore()))
        .isEqualTo(gathered);
  }

  @Test
  void aLikeAndThenADislikeIsADislike() {
    crowd();
    Profile changed =
        Samples.profile(catalogue, like("me", "alien", 30), event("me", "alien", "dislike", 31));
    Profile dislikes = Samples.profile(catalogue, event("me", "alien", "dislike", 31));
    assertThat(candidates.scores(changed, 5)).isEqualTo(candidates.scores(dislikes, 5));
    assertThat(candidates.scores(changed, 5).get("saw"))
        .isLessThan(candidates.scores(STRANGER, 5).get("saw"));
  }

  /** Thirty items of each genre, each with fewer likes than the one before. */
  private static Candidates town() {
    Catalogue town = Samples.catalogue();
    for (String genre : List.of("Western", "Musical", "Drama")) {
      for (int i = 0; i < 30; i++) {
        town.put(item(genre + i, "Title " + genre.charAt(0) + i, genre));
      }
    }
    Candidates candidates =
        new Candidates(
            town, SignalWeights.standard()::of, any -> true, () -> Samples.START.plusSeconds(1));
    for (int user = 0; user < 60; user++) {
      String genre = List.of("Western", "Musical", "Drama", "Drama").get(user % 4);
      for (int i = 0; i < 6; i++) {
        candidates.record(like(genre + user, genre + (user + i * i * user) % 30, i));
        if (user % 3 == 0) {
          candidates.record(like(genre + user, "Drama" + i, i));
        }
      }
    }
    candidates.rebuild();
    return candidates;
  }

  private static Profile states(List<String> likes, List<String> dislikes) {
    return new Profile(
        "me",
        1,
        0,
        STRANGER.recent(),
        STRANGER.earlier(),
        STRANGER.shown(),
        STRANGER.searches(),
        new StatedPreferences(null, likes, dislikes),
        STRANGER.circumstances(),
        STRANGER.applied(),
        null,
        null,
        STRANGER.observedLanguage());
  }

  private static long of(String genre, List<String> ids) {
    return ids.stream().filter(id -> id.startsWith(genre)).count();
  }

  @Test
  void whatAStrangerStatedToLikeComes() {
    Candidates candidates = town();
    assertThat(of("Western", ids(candidates.gather(STRANGER, 10)))).isLessThan(4);
    for (String words : List.of("Western", "I love old westerns.")) {
      List<String> found = ids(candidates.gather(states(List.of(words), List.of()), 10));
      assertThat(of("Western", found)).as("%s: %s", words, found).isGreaterThanOrEqualTo(6);
    }
  }

  @Test
  void aDislikedGenreGoes() {
    Candidates candidates = town();
    assertThat(of("Drama", ids(candidates.gather(STRANGER, 10)))).isGreaterThan(5);
    Profile dislikes =
        Samples.profile(
            Samples.catalogue(),
            event("me", "Drama0", "dislike", 7),
            event("me", "Drama1", "dislike", 7));
    for (Profile profile : List.of(dislikes, states(List.of(), List.of("drama")))) {
      List<String> found = ids(candidates.gather(profile, 10));
      assertThat(of("Drama", found)).as("%s", found).isZero();
    }
  }

  /** Stated in other words than the catalogue's, in another language, and the wrong way round. */
  @Test
  void statedPreferencesAreReadLikeWishes() {
    Candidates candidates = town();
    for (Profile profile :
        List.of(
            states(List.of("funny films, no drama"), List.of()),
            states(List.of(), List.of("no dramas please")),
            states(List.of(), List.of("드라마는 싫어요")),
            states(List.of("comic things"), List.of("dramatic films", "이것저것")))) {
      List<String> found = ids(candidates.gather(profile, 10));
      assertThat(of("Drama", found)).as("%s: %s", profile.stated(), found).isZero();
      Wish drama = candidates.wish(UserContext.unknown("en").asking("en", "a drama"));
      assertThat(of("Drama", ids(candidates.gather(profile, drama, 0.5, null, 10).best())))
          .as("the wish comes before the dislike")
          .isEqualTo(10);
      List<String> sources = candidates.sources();
      for (String source : sources) {
        List<String> placed = ids(candidates.fromSources(profile, List.of(source), 0.5, 10));
        assertThat(of("Drama", placed)).as(source).isZero();
      }
    }
    Profile title = states(List.of("Title W29"), List.of());
    assertThat(ids(candidates.gather(title, 10))).contains("Western29");
  }

  /** For requests that have no time for the ranker: "no horror" and a query hold there as well. */
  @Test
  void popularItemsMeetTheWishAndWhatIsStated() {
    Candidates candidates = town();
    PopularItems popular = new PopularItems(candidates);
    Profile profile = states(List.of(), List.of("drama"));
    List<String> found = ids(popular.of(profile, Wish.NONE, 10));
    assertThat(found).hasSize(10);
    assertThat(of("Drama", found)).isZero();
    Wish title = candidates.wish(UserContext.unknown("en").asking("en", "Title W29"));
    assertThat(ids(popular.of(profile, title, 10))).startsWith("Western29").hasSize(10);
  }

  private static List<String> personal(Candidates candidates, String genre, double personal) {
    Profile fan =
        Samples.profile(Samples.catalogue(), like("me", genre + 7, 7), like("me", genre + 9, 8));
    return ids(candidates.gather(fan, Wish.NONE, personal, null, 10).best());
  }

  @Test
  void theMorePersonalTheFewerItemsTwoUsersShare() {
    Candidates candidates = town();
    List<Long> shared = new ArrayList<>();
    for (double personal : new double[] {0, 0.5, 1}) {
      List<String> one = personal(candidates, "Western", personal);
      List<String> other = personal(candidates, "Musical", personal);
      shared.add(one.stream().filter(other::contains).count());
    }
    assertThat(shared).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(shared.getFirst()).as("%s", shared).isGreaterThan(shared.getLast());
    assertThat(shared.getLast()).isLessThanOrEqualTo(1);
    assertThat(of("Western", personal(candidates, "Western", 1))).isGreaterThanOrEqualTo(9);
  }

  /** When many sources agreed, the best items had equal scores, and their numbers decided. */
  @Test
  void strongEvidenceIsToldApartAsWell() {
    Candidates candidates = town();
    Profile fan = Samples.profile(Samples.catalogue(), like("me", "Western7", 7));
    List<List<String>> lists = new ArrayList<>();
    for (double weight : new double[] {0.1, 1}) {
      Map<Source, Double> weights = new EnumMap<>(Source.class);
      for (Source source : Source.values()) {
        weights.put(source, weight);
      }
      candidates.use(new FittedRanker(new EvidenceRanker(weights), Recency.STANDARD, Map.of()));
      lists.add(ids(candidates.gather(fan, Wish.NONE, 0, null, 10).best()));
    }
    assertThat(lists.get(1)).isEqualTo(lists.get(0));
  }

  @Test
  void manyGatherWhileOneRecords() throws Exception {
    crowd();
    Profile ghoul = Samples.profile(catalogue, like("me", "alien", 30));
    Item hit = catalogue.find("hit").orElseThrow();
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Boolean> reader =
          () -> {
            boolean sane = true;
            while (!done.get()) {
              sane &= candidates.gather(ghoul, 4).size() == 4;
              sane &= !candidates.descriptions(ghoul).of(hit, 1).facts().isEmpty();
            }
            return sane;
          };
      List<Future<Boolean>> readers =
          List.of(threads.submit(reader), threads.submit(reader), threads.submit(reader));
      for (int i = 0; i < 5000; i++) {
        candidates.record(like("late" + i % 40, i % 3 == 0 ? "heat" : "saw" + i % 50, 50 + i));
      }
      done.set(true);
      for (Future<Boolean> one : readers) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  @Test
  void aWishForSomethingLikeAnItemBringsItsNeighboursButNotItself() {
    crowd();
    Wish wish = candidates.wish(UserContext.unknown("en").asking("en", "something like Alien"));
    List<String> found = ids(candidates.gather(STRANGER, wish, 0.5, null, 5).best());
    assertThat(found).startsWith("saw").doesNotContain("alien");
    for (int i = 0; i < 9; i++) { // who likes one likes a film of another kind as much
      candidates.record(like("ghoul" + i, "heat", i));
    }
    candidates.rebuild();
    assertThat(ids(candidates.gather(STRANGER, wish, 0.5, null, 5).best())).startsWith("saw");
    Wish crime = candidates.wish(UserContext.unknown("en").asking("en", "crime like Alien"));
    assertThat(ids(candidates.gather(STRANGER, crime, 0.5, null, 5).best()))
        .containsExactlyInAnyOrder("heat", "flop");
  }

  /** Found with "pret": for somebody with likes, a text with "pretend" came before Pretty Woman. */
  @Test
  void goodMatchesComeFirstWhateverTheUserLikes() {
    catalogue.put(
        new Item("pretender", "Gore", "They pretend.", List.of("Horror"), Map.of(), null, false));
    catalogue.put(item("pretty", "Pretty", "Drama"));
    crowd();
    for (int i = 0; i < 9; i++) {
      candidates.record(like("ghoul" + i, "pretender", i));
    }
    candidates.rebuild();
    Profile fan = Samples.profile(catalogue, like("me", "alien", 1), like("me", "saw", 2));
    Wish wish = candidates.wish(UserContext.unknown("en").asking("en", "pret"));
    assertThat(ids(candidates.gather(fan, wish, 1, null, 5).best()))
        .startsWith("pretty", "pretender");
    assertThat(candidates.asked(wish, fan).had()).isEmpty();
    Wish had = candidates.wish(UserContext.unknown("en").asking("en", "alien"));
    assertThat(candidates.asked(had, fan).had()).extracting(Item::id).containsExactly("alien");
  }

  /** Found in a demo: "People who liked X often like this as well", and nobody had rated both. */
  @Test
  void othersAreFactsOnlyIfSomeChoseBoth() {
    catalogue.put(item("it", "It", "Horror"));
    crowd();
    for (int i = 0; i < 9; i++) {
      candidates.record(like("reader" + i, "it", i));
    }
    candidates.record(like("ghoul1", "it", 30));
    candidates.rebuild();
    Profile fan = Samples.profile(catalogue, like("me", "alien", 1));
    UserContext user = UserContext.of(fan, catalogue.titlesIn("en"));
    ListContext context =
        new ListContext(fan, user, Wish.NONE, 1, Deadline.in(Duration.ofHours(1)));
    List<Candidate> shown =
        candidates.gather(fan, Wish.NONE, 1, null, 5).best().stream()
            .filter(one -> List.of("saw", "it").contains(one.id()))
            .toList();
    Map<String, List<Fact.Kind>> causes = new TreeMap<>();
    for (Candidate one : candidates.explained(shown, context)) {
      causes.put(
          one.id(),
          one.facts().stream()
              .filter(fact -> fact.subject().equals("item:alien"))
              .map(Fact::kind)
              .toList());
    }
    assertThat(causes.get("saw")).containsExactly(Fact.Kind.LIKED_WITH);
    assertThat(causes.get("it")).containsExactly(Fact.Kind.SIMILAR);
  }

  @Test
  void noItemHasAWordThatAWishExcludes() {
    crowd();
    Wish wish = candidates.wish(UserContext.unknown("en").asking("en", "horror without aliens"));
    assertThat(ids(candidates.gather(STRANGER, wish, 0.5, null, 5).best())).containsExactly("saw");
  }

  @Test
  void aWishLeavesItemsOutInTheSources() {
    crowd();
    Wish wish = candidates.wish(UserContext.unknown("en").asking("en", "no horror or crime"));
    assertThat(wish.conditions()).hasSize(2);
    assertThat(ids(candidates.gather(STRANGER, wish, 0.5, null, 5).best())).containsExactly("hit");
    Wish title = candidates.wish(UserContext.unknown("en").asking("en", "heat"));
    assertThat(title).isEqualTo(Wish.words("heat"));
  }
}
