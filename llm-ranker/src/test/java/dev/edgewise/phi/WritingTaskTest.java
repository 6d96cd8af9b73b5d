/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import dev.edgewise.phi.token.ModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests texts that are generated behind a prefix. */
class WritingTaskTest {
  private static final int VOCAB = 300;
  private static final PhiShape SHAPE =
      new PhiShape(VOCAB, 96, 2, 6, 2, 128, 16, 10_000, false, 256, 0);
  private static final int[] NO_STOPS = {};

  @TempDir static Path folder;
  private static PhiModel model;
  private static Prefix prefix;

  @BeforeAll
  static void load() {
    PhiArchive.writeRandom(folder.resolve("m"), "m", SHAPE, Precision.F32, 5, WriteProgress.SILENT);
    model = PhiModel.load(folder.resolve("m"));
    prefix = model.prefill(Reference.tokens(50, VOCAB, new Random(1)), 100, RopeScaling.AUTO);
  }

  @AfterAll
  static void close() {
    prefix.close();
    assertThat(model.heldBytes()).isZero();
    model.close();
  }

  private static WritingTask greedy(int[] start, int tokens, int draft) {
    return new WritingTask(start, tokens, NO_STOPS, Sampler.greedy(), TokenMask.ANY, draft);
  }

  @Test
  void greedyTextIsTheLikeliestTokenAfterToken() {
    int[] start = {7, 8};
    int[] written = write(greedy(start, 20, 0));
    int[] whole = prefix.tokens();
    whole = IntStream.concat(IntStream.of(whole), IntStream.of(start)).toArray();
    for (int token : written) {
      assertThat(token).isEqualTo(Sampler.greedy().choose(model.logits(whole)[whole.length - 1]));
      whole = IntStream.concat(IntStream.of(whole), IntStream.of(token)).toArray();
    }
    assertThat(written).hasSize(20);
  }

  @Test
  void severalTextsAtOnceEqualSingleTexts() {
    List<WritingTask> texts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int[] start = Reference.tokens(1 + i, VOCAB, new Random(i));
      texts.add(greedy(start, 5 + 3 * i, i % 3));
    }
    List<WrittenText> together = model.write(prefix, texts, TokenListener.NONE);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(together.get(i).tokens()).isEqualTo(write(texts.get(i)));
      assertThat(together.get(i).tokens()).hasSize(5 + 3 * i);
    }
  }

  @Test
  void guessesDontChangeTheText() {
    // the start repeats the prefix, so there are earlier tokens to copy
    int[] start = IntStream.of(prefix.tokens()).limit(30).toArray();
    assertThat(write(greedy(start, 60, 6))).isEqualTo(write(greedy(start, 60, 0)));
    WritingTask random =
        new WritingTask(start, 40, NO_STOPS, NucleusSampler.of(0.8, 0.9, 3), TokenMask.ANY, 5);
    WritingTask again =
        new WritingTask(start, 40, NO_STOPS, NucleusSampler.of(0.8, 0.9, 3), TokenMask.ANY, 0);
    WritingTask other =
        new WritingTask(start, 40, NO_STOPS, NucleusSampler.of(0.8, 0.9, 4), TokenMask.ANY, 0);
    int[] written = write(random);
    assertThat(write(again)).isEqualTo(written);
    assertThat(write(other)).isNotEqualTo(written);
  }

  @Test
  void aGuessedCycleIsGeneratedCompletely() {
    // the mask allows only one next token, so the text is a cycle that is easy to guess
    TokenMask cycle =
        (written, logits) -> {
          int next = written.length % 4;
          for (int i = 0; i < logits.length; i++) {
            logits[i] = i == next ? 0 : Float.NEGATIVE_INFINITY;
          }
        };
    WritingTask text = new WritingTask(new int[] {9}, 40, NO_STOPS, Sampler.greedy(), cycle, 7);
    int[] written = write(text);
    assertThat(written).isEqualTo(IntStream.range(0, 40).map(i -> i % 4).toArray());
  }

  @Test
  void stopTokensEndATextAndAreNotPartOfIt() {
    int[] free = write(greedy(new int[] {7}, 30, 4));
    int stop = free[10];
    WritingTask text =
        new WritingTask(new int[] {7}, 30, new int[] {stop}, Sampler.greedy(), TokenMask.ANY, 4);
    WrittenText written = model.write(prefix, List.of(text), TokenListener.NONE).get(0);
    int first = IntStream.range(0, 30).filter(i -> free[i] == stop).findFirst().orElseThrow();
    assertThat(written.stopped()).isTrue();
    assertThat(written.tokens()).isEqualTo(IntStream.of(free).limit(first).toArray());
  }

  @Test
  void aMaskRestrictsTheNextToken() {
    TokenMask even =
        (written, logits) -> {
          for (int i = 1; i < logits.length; i += 2) {
            logits[i] = Float.NEGATIVE_INFINITY;
          }
        };
    WritingTask text =
        new WritingTask(new int[] {7}, 25, NO_STOPS, NucleusSampler.of(2, 1, 1), even, 3);
    assertThat(IntStream.of(write(text))).allMatch(token -> token % 2 == 0);
    TokenMask nothing = (written, logits) -> java.util.Arrays.fill(logits, Float.NEGATIVE_INFINITY);
    WritingTask dead = new WritingTask(new int[] {7}, 5, NO_STOPS, Sampler.greedy(), nothing, 0);
    assertThatThrownBy(() -> write(dead))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("mask");
  }

  @Test
  void theListenerReceivesTokensInOrder() {
    List<Integer> received = new ArrayList<>();
    List<WrittenText> written =
        model.write(
            prefix, List.of(greedy(new int[] {7}, 12, 4)), (text, token) -> received.add(token));
    assertThat(received)
        .containsExactlyElementsOf(IntStream.of(written.get(0).tokens()).boxed().toList());
  }

  @Test
  void aTextBeyondTheContextNamesTheNumbers() {
    assertThatThrownBy(() -> write(greedy(new int[] {1}, 206, 0)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("207")
        .hasMessageContaining("50")
        .hasMessageContaining("256");
    assertThatThrownBy(() -> greedy(new int[0], 1, 0)).isInstanceOf(ModelException.class);
  }

  @Test
  void memoryForKeysAndValuesIsLimited() {
    LoadOptions tight = new LoadOptions("", 1, LoadOptions.Cache.F32, 100_000, 8, 1, () -> {});
    try (PhiModel small = PhiModel.load(folder.resolve("m"), tight)) {
      Prefix held = small.prefill(Reference.tokens(64, VOCAB, new Random(2)));
      assertThat(held.bytes()).isEqualTo(small.heldBytes()).isEqualTo(64 * 2 * 2 * 32 * 4);
      assertThatThrownBy(() -> small.prefill(Reference.tokens(150, VOCAB, new Random(2))))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("100000")
          .hasMessageContaining("" + held.bytes());
      held.close();
      assertThat(small.heldBytes()).isZero();
      small.prefill(Reference.tokens(150, VOCAB, new Random(2))).close();
    }
  }

  private static int[] write(WritingTask text) {
    return model.write(prefix, List.of(text), TokenListener.NONE).get(0).tokens();
  }
}
