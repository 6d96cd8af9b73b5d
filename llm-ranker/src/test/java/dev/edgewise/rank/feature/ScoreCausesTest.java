/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoreCausesTest {
  private final SmallWorld world = new SmallWorld();
  private int alien;
  private int aliens;
  private int notebook;
  private int titanic;
  private int size;

  /** Two films of each kind lead to each other; many popular ones have no neighbours. */
  @BeforeEach
  void twoKindsAmongPopularFilms() {
    alien = world.add("Alien", 1979, 20, 9, "Horror");
    aliens = world.add("Aliens", 1986, 20, 9, "Horror");
    notebook = world.add("The Notebook", 2004, 20, 9, "Romance");
    titanic = world.add("Titanic", 1997, 20, 9, "Romance");
    size = 4;
    for (int i = 0; i < 40; i++) {
      world.add("Popular " + i, 2010, 30, 1, "Drama");
      size++;
    }
    int[][] columns = new int[size][0];
    float[][] weights = new float[size][0];
    link(columns, weights, alien, aliens);
    link(columns, weights, notebook, titanic);
    world.together(new ItemMatrix(columns, weights));
  }

  private static void link(int[][] columns, float[][] weights, int one, int other) {
    columns[one] = new int[] {other};
    columns[other] = new int[] {one};
    weights[one] = new float[] {1};
    weights[other] = new float[] {1};
  }

  private Map<Integer, List<ScoredItem>> causes(UserHistory user, int... shown) {
    return causes(user, Deadline.in(Duration.ofHours(1)), shown);
  }

  private Map<Integer, List<ScoredItem>> causes(UserHistory user, Deadline deadline, int... shown) {
    int[] all = IntStream.range(0, size).toArray();
    return new ScoreCauses(world.scores(user), EvidenceRanker.STANDARD, 0.5, all)
        .of(shown, deadline);
  }

  /** Found in a busy service: lists came too late, because causes were looked for to the end. */
  @Test
  void afterTheDeadlineNothingMoreIsLeftOut() {
    UserHistory user = SmallWorld.likes(notebook, alien);
    assertThat(causes(user, Deadline.in(Duration.ofMillis(-1)), aliens, titanic).values())
        .allMatch(List::isEmpty);
    AtomicLong now = new AtomicLong();
    Deadline afterOne = Deadline.in(Duration.ofNanos(1), now::getAndIncrement);
    assertThat(causes(user, afterOne, aliens, titanic).values().stream().mapToInt(List::size).sum())
        .isEqualTo(1);
  }

  private static List<Integer> items(List<ScoredItem> causes) {
    return causes.stream().map(ScoredItem::item).toList();
  }

  @Test
  void theItemThatLeadsToAnotherCarriesIt() {
    Map<Integer, List<ScoredItem>> causes =
        causes(SmallWorld.likes(notebook, alien), aliens, titanic);
    assertThat(items(causes.get(aliens))).containsExactly(alien);
    assertThat(items(causes.get(titanic))).containsExactly(notebook);
  }

  @Test
  void aPopularItemOfNoLikedKindHasNoCause() {
    assertThat(causes(SmallWorld.likes(notebook, alien), 7).get(7)).isEmpty();
  }

  @Test
  void aDislikedItemCarriesNothing() {
    assertThat(causes(SmallWorld.dislikes(alien), aliens).get(aliens)).isEmpty();
  }

  @Test
  void anItemDoesNotCarryItself() {
    assertThat(causes(SmallWorld.likes(alien), alien).get(alien)).isEmpty();
  }

  @Test
  void withoutItsCauseAnItemScoresLess() {
    UserHistory both = SmallWorld.likes(notebook, alien);
    double before = score(both);
    assertThat(score(both.without(1))).isLessThan(before - 0.1);
    assertThat(both.without(1).items()).containsExactly(notebook);
    assertThat(both.without(0).items()).containsExactly(alien);
  }

  private double score(UserHistory user) {
    return EvidenceRanker.STANDARD.scores(world.features(user), new int[] {aliens}, 0.5)[0];
  }
}
