/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void aFileAndItsFoldersAreMade() throws IOException {
    Path file = folder.resolve("deep").resolve("file.txt");
    AtomicFile.write(file, "ä\n");
    assertThat(file).hasContent("ä\n");
    AtomicFile.write(file, "b");
    assertThat(file).hasContent("b");
    assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aWriteThatFailsLeavesTheOldContent() throws IOException {
    Path file = folder.resolve("file.txt");
    AtomicFile.write(file, "old");
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(new byte[1 << 20]);
                  throw new IOException("the disk is full");
                }))
        .hasMessage("the disk is full");
    assertThat(file).hasContent("old");
    AtomicFile.write(file, "new");
    assertThat(Files.readString(file)).isEqualTo("new");
  }
}
