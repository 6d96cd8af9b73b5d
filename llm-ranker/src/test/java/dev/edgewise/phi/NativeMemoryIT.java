/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that memory outside Java's heap doesn't leak, by Linux's figures for this process. This
 * memory also grows when pools fill, code is compiled and threads start, sometimes even late. But a
 * leak grows in every round. So the round with the least growth must stay below a limit that is
 * well below the leak of one round.
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
  void tenThousandRankingCallsLeakNothing() throws IOException {
    PhiArchive.writeRandom(
        folder.resolve("a"), "a", SHAPE, Precision.INT4, 1, WriteProgress.SILENT);
    Random random = new Random(1);
    // a leak of one small array a call would be lost in the noise; a leak of a prefix would not
    try (PhiModel model = PhiModel.load(folder.resolve("a"))) {
      calls(model, 2000, random);
      // a leak of 2 KiB a call would exceed this limit
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
  void closedModelsFreeTheirMemoryWhileAnotherStaysOpen() throws IOException {
    Path path = folder.resolve("b");
    PhiArchive.writeRandom(
        path, "b", PhiShape.small(128, 2, 4, 256, 256), Precision.F32, 2, WriteProgress.SILENT);
    int[] tokens = Reference.tokens(30, 2000, new Random(2));
    try (PhiModel open = PhiModel.load(path)) {
      float[][] expected = open.logits(tokens);
      loadAndUnload(path, tokens, expected, 15);
      // 17 MiB of weights each time, so 85 MiB a round
      assertThat(leastGrowth(5, () -> loadAndUnload(path, tokens, expected, 5)))
          .isLessThan(12 * MEBIBYTE);
      assertThat(open.logits(tokens)).isDeepEqualTo(expected);
    }
  }

  private static void loadAndUnload(Path path, int[] tokens, float[][] expected, int times) {
    for (int i = 0; i < times; i++) {
      try (PhiModel model = PhiModel.load(path)) {
        assertThat(model.logits(tokens)).isDeepEqualTo(expected);
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

  /** Freed memory that malloc keeps for later was once taken for a leak of 19 MiB a round. */
  private static void giveBackFreedMemory() throws IOException {
    try {
      Object said =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  ObjectName.getInstance("com.sun.management:type=DiagnosticCommand"),
                  "systemTrimNativeHeap",
                  new Object[0],
                  new String[0]);
      assertThat(said.toString()).contains("Trim");
    } catch (JMException e) {
      throw new IOException(e);
    }
  }

  /**
   * Resident bytes that don't belong to a file, without Java's heap, whose touched pages don't show
   * how much memory is in use. With compressed pointers the heap lies below 32 GiB, and native
   * allocations lie above.
   */
  private static long anonymousBytes() throws IOException {
    giveBackFreedMemory();
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
