/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.PackedRows;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.TailStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a long prefix is read in bounded passes, between which others go on. */
class LongPrefixTest {
  private static final int CHUNK = 16;
  private static final int CHUNKS = 6;

  @TempDir Path folder = Path.of("");
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch reading = new CountDownLatch(1);
  private volatile Thread writer = Thread.currentThread();
  private volatile boolean watching;

  @Test
  void aTextBeginsBetweenTheChunks() throws Exception {
    Path archive = folder.resolve("m");
    PhiArchive.writeRandom(archive, "m", Reference.SMALL, 1);
    LoadOptions options = LoadOptions.standard().withThreads(1);
    Random random = new Random(1);
    try (PhiModel model =
            PhiModel.load(
                archive,
                options,
                (memory, file, info) ->
                    new Watched(ModuleLoader.load(memory, file, info, options)));
        Prefix prefix = model.prefill(Reference.tokens(20, 32_000, random))) {
      WritingTask text = WritingTask.greedy(new int[] {5}, 3);
      writer =
          new Thread(() -> {
            var unused = model.write(prefix, List.of(text), TokenListener.NONE);
            calls.add("written");
          });
      watching = true;
      Thread reader =
          new Thread(() -> {
            model.prefill(Reference.tokens(CHUNK * CHUNKS, 32_000, random)).close();
            calls.add("read");
          });
      reader.start();
      reading.await();
      writer.start();
      writer.join();
      reader.join();
    }
    assertThat(calls).filteredOn(call -> call.equals("chunk")).hasSize(CHUNKS);
    // it waited when the first chunk ended
    assertThat(calls.subList(0, 3)).containsExactly("chunk", "text", "chunk");
  }

  /** A module that notes its calls, and ends the first chunk when the writer waits. */
  private final class Watched implements PhiModule {
    private final PhiModule module;

    Watched(PhiModule module) {
      this.module = module;
    }

    @Override
    public String kernel() {
      return module.kernel();
    }

    @Override
    public int rowsPerPass() {
      return CHUNK;
    }

    @Override
    public SharedMemory newCache(CacheBudget budget, int tokens) {
      return module.newCache(budget, tokens);
    }

    @Override
    public SharedMemory newTails(CacheBudget budget, int texts, int room) {
      calls.add("text");
      return module.newTails(budget, texts, room);
    }

    @Override
    public float[][] prefill(
        SharedMemory cache, int[] tokens, int at, boolean stretched, boolean logits) {
      if (watching) {
        assertThat(tokens.length).isLessThanOrEqualTo(CHUNK);
        calls.add("chunk");
        reading.countDown();
        while (writer.getState() != Thread.State.WAITING
            && writer.getState() != Thread.State.TERMINATED) {
          Thread.onSpinWait();
        }
      }
      return module.prefill(cache, tokens, at, stretched, logits);
    }

    @Override
    public float[][][] score(
        List<SharedMemory> caches, boolean stretched, List<PackedRows.Group> groups) {
      return module.score(caches, stretched, groups);
    }

    @Override
    public float[][] extend(List<TailStep> steps, boolean stretched) {
      return module.extend(steps, stretched);
    }

    @Override
    public void close() {
      module.close();
    }
  }
}
