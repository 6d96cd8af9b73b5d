/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.sdk.Edgewise;
import dev.edgewise.sdk.FakeService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
  @Test
  void theOnDeviceExampleRanksWithAnUntrainedModelAndSaysSo(@TempDir Path temp) {
    Path archive = temp.resolve("tiny");
    PhiArchive.writeRandom(archive, "tiny", PhiShape.small(64, 1, 2, 96, 512), 1);
    assertThat(output(archive)).startsWith("ranked by tiny (untrained)").contains("3. ");
  }

  @Test
  void theOnDeviceExampleRanksWithTheBundledModel() {
    Path bundled = Path.of("..", "llm-ranker", "models", "films-small");
    assertThat(Files.isDirectory(bundled)).isTrue();
    assertThat(output(bundled)).startsWith("ranked by films-small").contains("1. ", "2. ", "3. ");
  }

  @Test
  void theRemoteExampleLikesAnItemAndGetsAListThatReflectsIt() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FakeService service = new FakeService()) {
      service.answer(202, "{\"accepted\":1,\"rejected\":[],\"token\":\"t1\"}");
      service.answer(
          200,
          """
          {"requestId":"r","user":"ann","known":true,"model":{"name":"m","trained":true},
           "degraded":false,"items":[{"id":"a","title":"Moon","rank":1,"score":0.5,
           "firstStageRank":7,"rankedBy":"model",
           "reason":{"text":"Because.","cites":["P1"],"source":"template"}}]}
          """);
      RemoteExample.run(
          Edgewise.connect(service.uri()), "ann", "sun", new PrintStream(out, true, UTF_8));
      assertThat(service.asked().get(1).after()).isEqualTo("t1");
    }
    assertThat(out.toString(UTF_8))
        .isEqualToNormalizingNewlines("ranked by m\n1. Moon: Because.\n");
  }

  private static String output(Path archive) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OnDeviceExample.run(archive, new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8);
  }
}
