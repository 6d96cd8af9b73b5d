/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests against the vectors of FIPS 180-4. */
class Sha256Test {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void digestsAreThoseOfTheStandard(@TempDir Path folder) throws IOException {
    assertThat(Sha256.hex(Sha256.of("abc"))).isEqualTo(ABC);
    assertThat(Sha256.hex(Sha256.of(""))).isEqualTo(EMPTY);
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    assertThat(Sha256.hex(file)).isEqualTo(ABC);
  }

  @Test
  void leadingZerosStay() {
    assertThat(Sha256.hex(new byte[32])).isEqualTo("0".repeat(64));
  }
}
