/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Rfc3339Test {
  @Test
  void isTheTimeThatTheJdkReads() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
      int nanos = random.nextInt(4) * random.nextInt(1000) * (i % 2 == 0 ? 1_000_000 : 333);
      Instant time = Instant.ofEpochSecond(second, nanos);
      assertThat(Rfc3339.parseUtc(time.toString())).isEqualTo(time);
    }
    assertThat(Rfc3339.parseUtc("2024-02-29T23:59:59.5Z"))
        .isEqualTo(Instant.parse("2024-02-29T23:59:59.500Z"));
  }

  @Test
  void otherFormsAndTimesThatDoNotExistAreLeftToTheJdk() {
    for (String text :
        List.of(
            "",
            "Z",
            "2026-01-31T12:00:00",
            "2026-01-31t12:00:00Z",
            "2026-01-31T12:00:00z",
            "2026-01-31T12:00:00+01:00",
            "2026-01-31 12:00:00Z",
            "2026-01-31T12:00Z",
            "2026-01-31T12:00:00.Z",
            "2026-01-31T12:00:00.1234567890Z",
            "2026-01-31T12:00:00.12x4Z",
            "2026-01-31T12:00:00,5Z",
            "2026-02-29T12:00:00Z",
            "2026-13-01T12:00:00Z",
            "2026-00-01T12:00:00Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T12:60:00Z",
            "2026-01-31T12:00:60Z",
            "٢٠٢٦-01-31T12:00:00Z",
            "+026-01-31T12:00:00Z")) {
      assertThat(Rfc3339.parseUtc(text)).as(text).isNull();
    }
  }
}
