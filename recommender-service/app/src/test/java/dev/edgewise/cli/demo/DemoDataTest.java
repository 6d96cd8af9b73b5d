/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.profile.ValueScale;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {
  private static final DemoFiles FILMS = new DemoFiles("films", Path.of("items"), null);
  private static final DemoFiles SHOP = new DemoFiles("shop", Path.of("items"), null);

  @TempDir Path directory;

  @Test
  void whatIsRememberedIsThereNextTime() throws IOException {
    DemoData first = DemoData.open(directory, FILMS, false);
    assertThat(first.shift()).isEmpty();
    assertThat(first.published()).isZero();
    first.remember(Duration.ofDays(4800).plusMillis(7), 5000);
    DemoData next = DemoData.open(directory, FILMS, false);
    assertThat(next.shift()).contains(Duration.ofDays(4800).plusMillis(7));
    assertThat(next.published()).isEqualTo(5000);
  }

  @Test
  void anImportedFileIsKnownWithItsScaleUntilItChanges() throws IOException {
    DemoData first = DemoData.open(directory, FILMS, false);
    assertThat(first.imported("a")).isFalse();
    first.rememberImported("a", Optional.of(new ValueScale(1, 5)));
    DemoData next = DemoData.open(directory, FILMS, false);
    assertThat(next.imported("a")).isTrue();
    assertThat(next.imported("b")).isFalse();
    assertThat(next.scale()).contains(new ValueScale(1, 5));
    next.rememberImported("b", Optional.empty());
    assertThat(DemoData.open(directory, FILMS, false).scale()).isEmpty();
  }

  @Test
  void oneDirectoryHoldsOneCatalogue() throws IOException {
    DemoData.open(directory, FILMS, false).remember(Duration.ZERO, 1);
    assertThatThrownBy(() -> DemoData.open(directory, SHOP, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("films")
        .hasMessageContaining("--fresh");
  }

  @Test
  void freshForgetsWhatADemoLeftAndNothingElse() throws IOException {
    DemoData.open(directory, FILMS, false).remember(Duration.ZERO, 1);
    Files.createDirectories(directory.resolve("kafka/log"));
    Files.writeString(directory.resolve("kafka/log/segment"), "x");
    Files.writeString(directory.resolve("diary"), "mine");
    DemoData fresh = DemoData.open(directory, SHOP, true);
    assertThat(fresh.published()).isZero();
    assertThat(directory.resolve("kafka")).doesNotExist();
    assertThat(directory.resolve("diary")).hasContent("mine");
  }

  @Test
  void whatIsInUseIsNotForgotten() throws IOException {
    Files.createDirectories(directory.resolve("redis"));
    Path lock = directory.resolve("redis/lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(() -> DemoData.open(directory, FILMS, true))
          .hasMessageContaining("in use");
    }
    assertThat(lock).exists();
  }
}
