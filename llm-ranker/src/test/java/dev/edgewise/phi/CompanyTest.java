/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that concurrent calls, which share passes, get bit by bit the results of single calls. */
class CompanyTest {
  private static final int VOCAB = 300;
  private static final PhiShape SHAPE =
      new PhiShape(VOCAB, 128, 2, 4, 2, 192, 32, 10_000, false, 256, 0);
  private static final int REQUESTS = 8;

  @TempDir Path folder;
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    callers.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void concurrentScoresEqualThoseOfSingleCalls(Precision precision) throws Exception {
    PhiArchive.writeRandom(folder.resolve("m"), "m", SHAPE, precision, 9, WriteProgress.SILENT);
    try (PhiModel model = PhiModel.load(folder.resolve("m"))) {
      List<Prefix> prefixes = new ArrayList<>();
      List<float[][]> alone = new ArrayList<>();
      for (int r = 0; r < REQUESTS; r++) {
        prefixes.add(model.prefill(Reference.tokens(20 + 11 * r, VOCAB, new Random(r))));
        alone.add(model.score(prefixes.get(r), branches(r), labels(r)));
      }
      for (int round = 0; round < 5; round++) {
        List<CompletableFuture<float[][]>> together = new ArrayList<>();
        for (int r = 0; r < REQUESTS; r++) {
          int request = r;
          together.add(
              CompletableFuture.supplyAsync(
                  () ->
                      model.score(
                          prefixes.get(request),
                          branches(request),
                          labels(request),
                          request % 2 == 0 ? Priority.INTERACTIVE : Priority.BACKGROUND),
                  callers));
        }
        for (int r = 0; r < REQUESTS; r++) {
          assertThat(together.get(r).join()).isDeepEqualTo(alone.get(r));
        }
      }
      prefixes.forEach(Prefix::close);
      assertThat(model.heldBytes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "libtorch"})
  void concurrentTextsEqualThoseOfSingleCalls(String kernel) throws Exception {
    PhiArchive.writeRandom(
        folder.resolve("m"), "m", SHAPE, Precision.INT8, 9, WriteProgress.SILENT);
    try (PhiModel model =
        PhiModel.load(folder.resolve("m"), LoadOptions.standard().withKernel(kernel))) {
      List<Prefix> prefixes = new ArrayList<>();
      List<int[]> alone = new ArrayList<>();
      for (int r = 0; r < REQUESTS; r++) {
        int[] tokens = Reference.tokens(20 + 11 * r, VOCAB, new Random(r));
        prefixes.add(model.prefill(tokens, 60, RopeScaling.AUTO));
        alone.add(write(model, prefixes.get(r), r));
      }
      List<CompletableFuture<int[]>> together = new ArrayList<>();
      for (int r = 0; r < REQUESTS; r++) {
        int request = r;
        together.add(
            CompletableFuture.supplyAsync(
                () -> write(model, prefixes.get(request), request), callers));
      }
      for (int r = 0; r < REQUESTS; r++) {
        assertThat(together.get(r).join()).isEqualTo(alone.get(r));
      }
      prefixes.forEach(Prefix::close);
      assertThat(model.heldBytes()).isZero();
    }
  }

  private static int[] write(PhiModel model, Prefix prefix, int request) {
    WritingTask text = WritingTask.greedy(Reference.tokens(3, VOCAB, new Random(request)), 30);
    return model.write(prefix, List.of(text, text), TokenListener.NONE).get(1).tokens();
  }

  private static List<int[]> branches(int request) {
    List<int[]> branches = new ArrayList<>();
    Random random = new Random(100 + request);
    for (int i = 0; i < 3 + 5 * request; i++) {
      branches.add(Reference.tokens(1 + random.nextInt(40), VOCAB, random));
    }
    return branches;
  }

  private static int[] labels(int request) {
    return request % 3 == 0 ? new int[] {5, 6} : new int[] {7, 8, 9, 10, request};
  }
}
