/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory outside Java's heap, as Linux counts it for this process. It grows while pools fill, code
 * is compiled and threads come, now and then even late; what leaks grows in every round. So the
 * round that grew least is held to a limit well below one round's leak.
 */
class NativeMemoryIT {
  private static final PhiShape SHAPE =
      new PhiShape(2000, 64, 2, 4, 2, 96, 16, 10_000, false, 256, 0);
  private static final long MEBIBYTE = 1 << 20;
  private static final long HEAP_END = 32L << 30;
  private static final Pattern MAPPING = Pattern.compile("^[0-9a-f]+-([0-9a-f]+) ");

  @TempDir Path folder;

  @BeforeEach
  void onLinuxOnly() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")));
  }

  @Test
  @Tag("full")
  void tenThousandRankingCallsLeaveNothingBehind() throws IOException {
    PhiArchive.writeRandom(
        folder.resolve("a"), "a", SHAPE, Precision.INT4, 1, WriteProgress.SILENT);
    Random random = new Random(1);
    // leaks of one small array a call would be far below the noise; of one prefix's they are not
    try (PhiModel model = PhiModel.load(folder.resolve("a"))) {
      calls(model, 2000, random);
      // 2 KiB a call would be seen
      assertThat(leastGrowth(4, () -> calls(model, 2000, random))).isLessThan(4 * MEBIBYTE);
      assertThat(model.heldBytes()).isZero();
    }
  }

  private static void calls(PhiModel model, int count, Random random) {
    for (int i = 0; i < count; i++) {
      try (Prefix prefix = model.prefill(Reference.tokens(40, 2000, random))) {
        List<int[]> branches = Reference.branches(4, 12, 2000, random);
        assertThat(model.score(prefix, branches, new int[] {1, 2})).hasNumberOfRows(4);
        if (i % 50 == 0) {
          model.write(prefix, List.of(WritingTask.greedy(new int[] {3}, 5)), TokenListener.NONE);
        }
      }
    }
  }

  @Test
  void enginesComeAndGoAndTwoLiveSideBySide() throws IOException {
    Path path = folder.resolve("b");
    PhiArchive.writeRandom(
        path, "b", PhiShape.small(128, 2, 4, 256, 256), Precision.F32, 2, WriteProgress.SILENT);
    int[] tokens = Reference.tokens(30, 2000, new Random(2));
    try (PhiModel stays = PhiModel.load(path)) {
      float[][] expected = stays.logits(tokens);
      loadAndUnload(path, tokens, expected, 15);
      // 17 MiB of weights each time, so 85 MiB a round
      assertThat(leastGrowth(5, () -> loadAndUnload(path, tokens, expected, 5)))
          .isLessThan(12 * MEBIBYTE);
      assertThat(stays.logits(tokens)).isDeepEqualTo(expected);
    }
  }

  private static void loadAndUnload(Path path, int[] tokens, float[][] expected, int times) {
    for (int i = 0; i < times; i++) {
      try (PhiModel comes = PhiModel.load(path)) {
        assertThat(comes.logits(tokens)).isDeepEqualTo(expected);
      }
    }
  }

  private static long leastGrowth(int rounds, Runnable round) throws IOException {
    long least = Long.MAX_VALUE;
    long before = anonymousBytes();
    for (int i = 0; i < rounds; i++) {
      round.run();
      long after = anonymousBytes();
      least = Math.min(least, after - before);
      before = after;
    }
    return least;
  }

  /**
   * Resident bytes that no file stands behind, without Java's heap: how much of that has been
   * touched says nothing of what is held. With compressed pointers it lies below 32 GiB, and
   * nothing that is allocated natively does.
   */
  private static long anonymousBytes() throws IOException {
    long bytes = 0;
    boolean counts = false;
    for (String line : Files.readAllLines(Paths.get("/proc/self/smaps"))) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.find()) {
        counts = Long.parseUnsignedLong(mapping.group(1), 16) > HEAP_END;
      } else if (counts && line.startsWith("Anonymous:")) {
        bytes += 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return bytes;
  }
}
