/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainOrGzipTest {
  @TempDir private Path folder;

  private static byte[] gzip(String text) throws IOException {
    return gzip(text, StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text, Charset charset) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(charset));
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

  @Test
  void whatComesBeforeTheCutIsRead() throws IOException {
    byte[] whole = gzip("first\nsecond\nthird\n");
    Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 9));
    try (InputStream in = PlainOrGzip.open(file)) {
      assertThat(in.readNBytes(13)).isEqualTo("first\nsecond\n".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(in::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "28b52ffd00|compressed with zstd; a plain file or gzip is read",
        "504b030414|a zip archive (or a spreadsheet); a plain file or gzip is read",
        "fffe7b0022|text in UTF-16; UTF-8 is read",
        "7b0022006900|text in UTF-16, or no text, as it has zero bytes; UTF-8 is read",
        "007b00220069|text in UTF-16, or no text, as it has zero bytes; UTF-8 is read",
        "0000007b00000022|text in UTF-16, or no text, as it has zero bytes; UTF-8 is read",
        "efbbbf0a5b|a JSON array; one object a line is read (jq -c '.[]' FILE writes such lines)",
      })
  void otherFormatsAreNamedWithWhatIsRead(String head, String why) throws IOException {
    byte[] stored = HexFormat.of().parseHex(head);
    assertThatThrownBy(() -> read(stored)).isInstanceOf(FileFormatException.class).hasMessage(why);
    byte[] zipped =
        gzip(new String(stored, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(zipped)).isInstanceOf(FileFormatException.class).hasMessage(why);
  }
}
