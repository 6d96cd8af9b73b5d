/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.token.ModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhiModelTest {
  private static final float SAME = 1e-5f;
  private static final int[] LABELS = {3869, 1939};

  @TempDir static Path folder;
  private static PhiModel model;

  @BeforeAll
  static void load() {
    PhiArchive.writeRandom(folder.resolve("small"), "small", Reference.SMALL, 1);
    model = PhiModel.load(folder.resolve("small"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void aScoreIsTheSameAloneAmongFiftyAndShuffled() {
    List<int[]> branches = branches(50, new Random(1));
    try (Prefix prefix = model.prefill(tokens(100, new Random(2)))) {
      float[][] together = model.score(prefix, branches, LABELS);
      List<Integer> order = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
      Collections.shuffle(order, new Random(3));
      float[][] shuffled = model.score(prefix, order.stream().map(branches::get).toList(), LABELS);
      for (int i = 0; i < 50; i++) {
        assertThat(shuffled[i]).containsExactly(together[order.get(i)], within(SAME));
        float[][] alone = model.score(prefix, List.of(branches.get(i)), LABELS);
        assertThat(alone[0]).containsExactly(together[i], within(SAME));
      }
    }
  }

  @Test
  void aScoreIsTheLogitAtTheEndOfPrefixAndBranch() {
    int[] start = tokens(30, new Random(4));
    List<int[]> branches = branches(20, new Random(5));
    try (Prefix prefix = model.prefill(start)) {
      float[][] packed = model.score(prefix, branches, LABELS);
      for (int i = 0; i < branches.size(); i++) {
        int[] whole =
            IntStream.concat(IntStream.of(start), IntStream.of(branches.get(i))).toArray();
        float[] last = model.logits(whole)[whole.length - 1];
        assertThat(packed[i]).containsExactly(pick(last, LABELS), within(1e-4f));
      }
    }
  }

  @Test
  void branchesThatAreDueBeforeTheyBeginAreLeftOut() {
    List<int[]> branches = List.of(tokens(20, new Random(1)), tokens(5, new Random(2)));
    try (Prefix prefix = model.prefill(tokens(30, new Random(3)))) {
      Priority late = Priority.INTERACTIVE.dueIn(-1);
      assertThat(model.score(prefix, branches, LABELS, late)).isEqualTo(new float[2][]);
      Priority inTime = Priority.INTERACTIVE.dueIn(60_000_000_000L);
      assertThat(List.of(model.score(prefix, branches, LABELS, inTime))).hasSize(2);
    }
  }

  @Test
  void aPrefixFromTheCacheEqualsOneComputedFresh() {
    int[] start = tokens(64, new Random(6));
    List<int[]> branches = branches(5, new Random(7));
    try (Prefix cached = model.prefill(start)) {
      float[][] first = model.score(cached, branches, LABELS);
      model.score(cached, branches(40, new Random(8)), LABELS);
      try (Prefix fresh = model.prefill(start)) {
        assertThat(model.score(cached, branches, LABELS)).isDeepEqualTo(first);
        assertThat(model.score(fresh, branches, LABELS)).isDeepEqualTo(first);
      }
    }
  }

  @Test
  void manyThreadsGetTheScoresOfOneThread() {
    int[] start = tokens(64, new Random(9));
    List<int[]> branches = branches(20, new Random(10));
    try (Prefix prefix = model.prefill(start)) {
      float[][] expected = model.score(prefix, branches, LABELS);
      List<CompletableFuture<float[][]>> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> model.score(prefix, branches, LABELS)))
              .toList();
      answers.forEach(answer -> assertThat(answer.join()).isDeepEqualTo(expected));
    }
  }

  @Test
  void noBranchesGiveNoScores() {
    try (Prefix prefix = model.prefill(new int[] {1})) {
      assertThat(model.score(prefix, List.of(), LABELS)).isEmpty();
    }
  }

  @Test
  void exceededLimitsNameBothNumbers() {
    assertRefused(() -> model.prefill(new int[300]), "192", "300", "256");
    assertRefused(() -> model.prefill(new int[0]), "1 to", "0");
    assertRefused(() -> model.logits(new int[257]), "256", "257");
    assertRefused(() -> model.prefill(new int[] {32064}), "32064", "32063");
    try (Prefix prefix = model.prefill(new int[] {1})) {
      assertRefused(() -> model.score(prefix, List.of(new int[65]), LABELS), "64", "65");
      assertRefused(() -> model.score(prefix, List.of(new int[0]), LABELS), "1 to 64", "not 0");
      assertRefused(() -> model.score(prefix, List.of(new int[] {-1}), LABELS), "-1");
    }
  }

  @Test
  void closedModelsAndPrefixesRefuseCalls() {
    Prefix prefix = model.prefill(new int[] {1, 2});
    prefix.close();
    prefix.close();
    assertRefused(() -> model.score(prefix, List.of(new int[] {1}), LABELS), "closed");
    PhiModel other = PhiModel.load(folder.resolve("small"));
    Prefix left = other.prefill(new int[] {1, 2});
    other.close();
    other.close();
    left.close();
    assertRefused(() -> other.prefill(new int[] {1}), "closed");
    assertRefused(() -> other.score(left, List.of(new int[] {1}), LABELS), "closed");
  }

  private static void assertRefused(Runnable action, String... named) {
    assertThatThrownBy(action::run)
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(named);
  }

  private static float[] pick(float[] row, int[] columns) {
    float[] picked = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      picked[i] = row[columns[i]];
    }
    return picked;
  }

  private static List<int[]> branches(int count, Random random) {
    return IntStream.range(0, count).mapToObj(i -> tokens(1 + random.nextInt(60), random)).toList();
  }

  private static int[] tokens(int count, Random random) {
    return random.ints(count, 3, 32000).toArray();
  }
}
