/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainOrGzipTest {
  @TempDir private Path folder;

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private String read(byte[] stored) throws IOException {
    Path file = Files.write(folder.resolve("file"), stored);
    try (InputStream in = PlainOrGzip.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\u001f", "{\"id\":1}\n"})
  void theContentIsTheSameEitherWay(String text) throws IOException {
    assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    assertThat(read(gzip(text))).isEqualTo(text);
  }

  @Test
  void aTruncatedFileIsNoShorterFile() throws IOException {
    byte[] whole = gzip("a line\n".repeat(1000));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 10)))
        .isInstanceOf(IOException.class);
  }
}
