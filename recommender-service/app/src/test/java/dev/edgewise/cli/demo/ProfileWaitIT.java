/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import static dev.edgewise.profile.TestEvents.NOON;
import static dev.edgewise.profile.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.TestEvents;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wait of an import with a real Redis that stops answering. */
class ProfileWaitIT {
  private static final EventPosition FIRST = new EventPosition("topic", 0, 0);

  @TempDir Path temp;
  private LocalRedis redis;
  private ProfileStore store;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private ProfileWait wait;

  @BeforeEach
  void start() {
    redis = LocalRedis.start(temp, LocalRedis.Durability.NONE);
    SignalWeights signals = SignalWeights.standard();
    store = new RedisProfileStore(redis.uri(), signals, Duration.ofMillis(300));
    Progress progress = new Progress(new PrintStream(said, true, UTF_8));
    wait = new ProfileWait(store, progress, Duration.ofMillis(50));
    store.apply("ann", List.of(TestEvents.at(0, event("1", "ann", "moon", "like", NOON))));
  }

  @AfterEach
  void stop() {
    store.close();
    redis.close();
  }

  @Test
  void aSlowAnswerIsAskedForAgain() throws IOException {
    pauseRedis(Duration.ofMillis(900));
    wait.until("ann", FIRST);
    assertThat(said.toString(UTF_8))
        .contains("could not read a profile at Redis 127.0.0.1:", "trying again (1 of 9)");
  }

  @Test
  void aRedisThatIsGoneIsReportedAtLast() {
    redis.kill();
    assertThatThrownBy(() -> wait.until("ann", FIRST))
        .isInstanceOf(ProfileStoreException.class)
        .hasMessageContaining("could not read a profile at Redis 127.0.0.1:");
    assertThat(said.toString(UTF_8)).contains("trying again (9 of 9)").doesNotContain("10 of");
  }

  /** Stops the server from answering any command for a while. */
  private void pauseRedis(Duration time) throws IOException {
    URI uri = URI.create(redis.uri());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String command = "CLIENT PAUSE " + time.toMillis() + "\r\n";
      socket.getOutputStream().write(command.getBytes(UTF_8));
      assertThat(socket.getInputStream().readNBytes(3)).asString(UTF_8).isEqualTo("+OK");
    }
  }
}
