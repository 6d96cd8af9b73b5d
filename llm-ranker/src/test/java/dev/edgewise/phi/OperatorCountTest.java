/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.PackedRows;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests how many operators of libtorch a pass calls, by libtorch's own profiler. A small model
 * spends most of its time on calling them, so the limits are the numbers of today. They may only
 * become smaller.
 */
class OperatorCountTest {
  private static final Random RANDOM = new Random(1);
  private static final int[] PREFIX = Reference.tokens(100, 32_000, RANDOM);
  private static final int[] LABELS = {3869, 1939};

  @TempDir Path folder = Path.of("");
  private PhiModule module;
  private SharedMemory cache;

  @BeforeEach
  void load() {
    Path archive = folder.resolve("small");
    PhiArchive.writeRandom(archive, "small", Reference.SMALL, 1);
    PtNDManager memory = Torch.newManager();
    Torch.useThisThread(1);
    module =
        ModuleLoader.load(
            memory,
            PhiArchive.moduleFile(archive),
            PhiArchive.verify(archive),
            LoadOptions.standard().withKernel(LoadOptions.LIBTORCH));
    cache = module.newCache(new CacheBudget(1 << 28), PREFIX.length);
    assertThat(cache.tensor().getDataType()).isEqualTo(DataType.FLOAT32);
  }

  @AfterEach
  void close() {
    cache.close();
    module.close();
  }

  @Test
  void readingAPrefixCallsNoMoreOperators() throws IOException {
    assertThat(operators(this::prefill)).isBetween(100L, 527L);
  }

  @Test
  void scoringBranchesCallsNoMoreOperators() throws IOException {
    prefill();
    assertThat(operators(() -> score(20, 12))).isBetween(100L, 1548L);
  }

  private void prefill() {
    module.prefill(cache, PREFIX, 0, false, false);
  }

  private void score(int count, int length) {
    Random random = new Random(2);
    List<int[]> branches =
        Stream.generate(() -> Reference.tokens(length, 32_000, random)).limit(count).toList();
    var group = new PackedRows.Group(branches, PREFIX.length, LABELS);
    module.score(List.of(cache), false, List.of(group));
  }

  /** The number of operators that a call called, those within other operators included. */
  private long operators(Runnable call) throws IOException {
    call.run(); // the first call of a shape may prepare something
    Path trace = folder.resolve("trace.json");
    JniUtils.startProfile(false, false, false);
    try {
      call.run();
    } finally {
      JniUtils.stopProfile(trace.toString());
    }
    JsonElement json = JsonParser.parseString(Files.readString(trace));
    return StreamSupport.stream(json.getAsJsonArray().spliterator(), false)
        .map(event -> event.getAsJsonObject().get("name"))
        .filter(name -> name != null && name.getAsString().startsWith("aten::"))
        .count();
  }
}
