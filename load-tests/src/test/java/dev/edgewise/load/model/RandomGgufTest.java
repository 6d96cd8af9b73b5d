/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import dev.edgewise.phi.convert.ModelImport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomGgufTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsAModelWithAVocabulary() throws IOException {
    PhiShape shape = new PhiShape(320, 64, 2, 4, 2, 96, 16, 10_000, false, 128, 50);
    RandomGguf.write(folder.resolve("m.gguf"), shape);
    boolean tokenizer =
        ModelImport.run(
            folder.resolve("m.gguf"), folder.resolve("m"), Precision.F32, WriteProgress.SILENT);
    assertThat(tokenizer).isTrue();
    try (PhiModel model = PhiModel.load(folder.resolve("m"))) {
      assertThat(model.card().shape()).isEqualTo(shape);
      assertThat(model.tokenizer().size()).isEqualTo(320);
      assertThat(model.logits(new int[] {5, 6})[1]).doesNotContain(Float.NaN).hasSize(320);
    }
  }
}
