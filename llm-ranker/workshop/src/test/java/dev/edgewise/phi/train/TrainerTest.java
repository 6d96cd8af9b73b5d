/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final int YES = 3869;
  private static final int NO = 1939;
  private static final int WORDS = 12;
  private static final PhiShape SHAPE = PhiShape.small(64, 2, 4, 128, 256);
  private static final Tokenizer TOKENIZER = Tokenizer.phi3();

  @TempDir Path folder;

  @Test
  void learnsToPreferBranchesThatShareAWordWithTheHistory() {
    Random random = new Random(1);
    double early = 0;
    double late = 0;
    try (Trainer trainer = new Trainer(SHAPE, TOKENIZER, 1, YES, NO)) {
      for (int step = 0; step < 300; step++) {
        double loss = trainer.step(batch(16, random), 3e-3 * Math.min(1, (step + 1) / 50.0));
        early += step < 10 ? loss / 10 : 0;
        late += step >= 290 ? loss / 10 : 0;
      }
      assertThat(early).isCloseTo(Math.log(6), within(0.3));
      assertThat(late).isLessThan(0.5);
      assertSavedModelScoresAlike(trainer, request(random));
    }
  }

  private void assertSavedModelScoresAlike(Trainer trainer, TrainingRequest request) {
    Path archive = folder.resolve("trained");
    trainer.save(archive, ModelCard.untrained("t", SHAPE, new ModelCard.Limits(100, 8)));
    float[] expected = trainer.score(request);
    try (PhiModel model = PhiModel.load(archive);
        Prefix prefix = model.prefill(request.prefix())) {
      float[][] logits = model.score(prefix, request.branches(), new int[] {YES, NO});
      for (int i = 0; i < expected.length; i++) {
        float scale = Math.max(1, Math.abs(expected[i]));
        assertThat(logits[i][0] - logits[i][1]).isCloseTo(expected[i], within(0.1f * scale));
      }
    }
  }

  @Test
  void theLossOfARequestDoesntDependOnItsBatch() {
    try (Trainer trainer = new Trainer(SHAPE, TOKENIZER, 1, YES, NO);
        Trainer other = new Trainer(SHAPE, TOKENIZER, 1, YES, NO)) {
      Random random = new Random(2);
      TrainingRequest first = request(random);
      TrainingRequest second = longer(request(random));
      double together = trainer.step(List.of(first, second), 0);
      double apart = (other.step(List.of(first), 0) + other.step(List.of(second), 0)) / 2;
      assertThat(together).isCloseTo(apart, within(1e-4));
    }
  }

  /** The loss is computed from the sums of offsets and scores. */
  @Test
  void offsetsAreAddedToTheScores() {
    try (Trainer trainer = new Trainer(SHAPE, TOKENIZER, 1, YES, NO)) {
      TrainingRequest plain = request(new Random(5));
      float[] s = trainer.score(plain);
      float[] offsets = new float[s.length];
      double all = 0;
      for (int i = 0; i < s.length; i++) {
        offsets[i] = 0.5f * i;
        all += Math.exp(s[i] + offsets[i]);
      }
      double expected = 0;
      int liked = 0;
      for (int i = 0; i < s.length; i++) {
        if (plain.liked()[i]) {
          liked++;
          expected -= s[i] + offsets[i] - Math.log(all);
        }
      }
      TrainingRequest known =
          new TrainingRequest(plain.prefix(), plain.branches(), plain.liked(), offsets);
      assertThat(trainer.score(known)).isEqualTo(s);
      assertThat(trainer.step(List.of(known), 0)).isCloseTo(expected / liked, within(1e-4));
    }
  }

  @Test
  void trainingFromACheckpointContinuesUnchanged() {
    List<List<TrainingRequest>> batches = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 8; i++) {
      batches.add(batch(4, random));
    }
    Path file = folder.resolve("checkpoint");
    try (Trainer straight = new Trainer(SHAPE, TOKENIZER, 1, YES, NO);
        Trainer resumed = new Trainer(SHAPE, TOKENIZER, 2, YES, NO)) {
      batches.subList(0, 4).forEach(batch -> straight.step(batch, 1e-3));
      straight.checkpoint(file);
      resumed.resume(file);
      assertThat(resumed.steps()).isEqualTo(4);
      for (List<TrainingRequest> batch : batches.subList(4, 8)) {
        assertThat(resumed.step(batch, 1e-3)).isCloseTo(straight.step(batch, 1e-3), within(1e-5));
      }
    }
  }

  @Test
  void aBrokenCheckpointChangesNothing() throws IOException {
    Path file = folder.resolve("checkpoint");
    TrainingRequest request = request(new Random(4));
    try (Trainer trainer = new Trainer(SHAPE, TOKENIZER, 1, YES, NO)) {
      trainer.checkpoint(file);
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
      trainer.step(List.of(request), 1e-3);
      float[] before = trainer.score(request);
      assertThatThrownBy(() -> trainer.resume(file))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("cut off");
      assertThat(trainer.score(request)).isEqualTo(before);
      assertThat(trainer.steps()).isEqualTo(1);
    }
    PhiShape wider = PhiShape.small(128, 2, 4, 128, 256);
    try (Trainer other = new Trainer(wider, TOKENIZER, 1, YES, NO)) {
      assertThatThrownBy(() -> other.resume(file))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("hidden=64")
          .hasMessageContaining("hidden=128");
    }
  }

  @Test
  void invalidRequestsAreRefused() {
    List<int[]> branches = List.of(new int[] {5});
    assertThatThrownBy(() -> new TrainingRequest(new int[] {1}, branches, new boolean[1]))
        .hasMessageContaining("liked");
    assertThatThrownBy(() -> new TrainingRequest(new int[] {1}, branches, new boolean[2]))
        .hasMessageContaining("1 branches, but 2");
    assertThatThrownBy(() -> new TrainingRequest(new int[0], branches, new boolean[] {true}))
        .hasMessageContaining("at least one token");
  }

  private static List<TrainingRequest> batch(int size, Random random) {
    List<TrainingRequest> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batch.add(request(random));
    }
    return batch;
  }

  /** A request whose liked branch, one of six, shares a word with the prefix. */
  private static TrainingRequest request(Random random) {
    int word = random.nextInt(WORDS);
    int[] prefix = random.ints(6, 100, 120).toArray();
    prefix[random.nextInt(prefix.length)] = 1000 + word;
    boolean[] liked = new boolean[6];
    liked[random.nextInt(liked.length)] = true;
    List<int[]> branches = new ArrayList<>();
    for (boolean shares : liked) {
      int other = (word + 1 + random.nextInt(WORDS - 1)) % WORDS;
      branches.add(new int[] {random.nextInt(100, 120), 1000 + (shares ? word : other), 110});
    }
    return new TrainingRequest(prefix, branches, liked);
  }

  private static TrainingRequest longer(TrainingRequest request) {
    int[] prefix = Arrays.copyOf(request.prefix(), request.prefix().length + 5);
    List<int[]> branches = new ArrayList<>(request.branches());
    branches.add(new int[] {1, 2, 3, 4, 5, 6});
    return new TrainingRequest(
        prefix, branches, Arrays.copyOf(request.liked(), request.liked().length + 1));
  }
}
