/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipStreamTest {
  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  /** A stream that gives at most some bytes at a time, as the network does. */
  private static GzipStream of(byte[] stored, int most) {
    return new GzipStream(
        new ByteArrayInputStream(stored) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(most, length));
          }
        });
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 16})
  void membersAndPaddingAreRead(int most) throws IOException {
    byte[] first = random(200_000);
    byte[] second = "second".getBytes(UTF_8);
    byte[] stored = joined(gzip(first), gzip(new byte[0]), gzip(second), new byte[512]);
    assertThat(of(stored, most).readAllBytes()).isEqualTo(joined(first, second));
  }

  @Test
  void allPartsOfAHeaderAreSkipped() throws IOException {
    byte[] plain = gzip("text".getBytes(UTF_8));
    byte[] head = Arrays.copyOf(plain, 10);
    head[3] = 2 | 4 | 8 | 16;
    byte[] parts = {3, 0, 1, 2, 3, 'n', 0, 'c', 'o', 0, 9, 9};
    byte[] stored = joined(head, parts, Arrays.copyOfRange(plain, 10, plain.length));
    assertThat(of(stored, 4).readAllBytes()).isEqualTo("text".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 1 << 16})
  void whatElseFollowsIsRefusedAfterTheData(int most) throws IOException {
    byte[] data = random(70_000);
    for (byte[] tail : new byte[][] {{'x'}, random(100), {0x1f}, {0x1f, (byte) 0x8b, 9}, {0, 1}}) {
      InputStream in = of(joined(gzip(data), tail), most);
      assertThat(in.readNBytes(data.length)).isEqualTo(data);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(in::read)
            .isInstanceOf(ZipException.class)
            .hasMessage("something else follows the gzip data");
      }
    }
  }

  @Test
  void eachCutIsTold() throws IOException {
    byte[] stored = joined(gzip(random(50)), gzip("more".getBytes(UTF_8)));
    int first = gzip(random(50)).length;
    for (int length = 3; length < stored.length; length++) {
      InputStream in = of(Arrays.copyOf(stored, length), 1 << 16);
      if (length == first) {
        assertThat(in.readAllBytes()).hasSize(50);
      } else if (length > first && length < first + 3) {
        assertThatThrownBy(in::readAllBytes).isInstanceOf(ZipException.class);
      } else {
        assertThatThrownBy(in::readAllBytes)
            .as("%d bytes", length)
            .isInstanceOf(EOFException.class)
            .hasMessage("the gzip data break off");
        assertThatThrownBy(in::read).isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void otherAndDamagedDataAreTold() throws IOException {
    for (byte[] other : new byte[][] {{}, {'{', '}'}, {0x1f, (byte) 0x8b}}) {
      assertThatThrownBy(of(other, 9)::readAllBytes).hasMessage("the data are not gzip");
    }
    byte[] stored = gzip(random(1_000));
    for (int place : new int[] {500, stored.length - 8, stored.length - 1}) {
      byte[] damaged = stored.clone();
      damaged[place] ^= 0x55;
      assertThatThrownBy(of(damaged, 99)::readAllBytes)
          .isInstanceOf(ZipException.class)
          .hasMessage("the gzip data are damaged");
    }
  }

  /** Whatever the bytes are, reading ends, and only with these exceptions. */
  @Test
  void anyBytesAreReadOrRefused() throws IOException {
    byte[] stored = joined(gzip("one line\n".repeat(50).getBytes(UTF_8)), gzip(random(80)));
    Random random = new Random(20);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = stored.clone();
      for (int j = 0; j <= i % 3; j++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(of(changed, 1 + i % 40).readAllBytes()).isNotNull();
      } catch (EOFException | ZipException e) {
        assertThat(e).hasMessageContaining("gzip");
      }
    }
  }
}
