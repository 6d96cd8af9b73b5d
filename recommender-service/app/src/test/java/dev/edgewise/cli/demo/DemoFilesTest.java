/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.event.RatingScales;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.ValueScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {
  @TempDir Path directory;

  /** Files with these ratings, the last of them from another source. */
  private DemoFiles files(String... values) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      text.append("{\"user\":\"u\",\"item\":\"i\",\"type\":\"rate\",\"value\":")
          .append(values[i])
          .append(i == values.length - 1 ? ",\"source\":\"other\"" : "")
          .append(",\"time\":\"2026-01-31T12:00:00Z\"}\n");
    }
    Path items = Files.writeString(directory.resolve("books.jsonl"), "");
    Path events = Files.writeString(directory.resolve("events.jsonl"), text);
    return new DemoFiles("books", items, events);
  }

  private static Event rating(String source, double value, @Nullable String scale) {
    return new Event(
        "1",
        source,
        "u",
        "i",
        "rate",
        Instant.EPOCH,
        value,
        List.of(),
        scale == null ? Map.of() : Map.of("learntScale", scale));
  }

  @Test
  void theScaleOfEachSourceIsLearntFromTheEvents() throws Exception {
    DemoFiles files = files("5", "2", "8");
    RatingScales scales = files.scales(null);
    assertThat(scales.notes())
        .containsExactly(
            "ratings of source books: 1 to 5, learnt from the file",
            "ratings of source other: 1 to 10, learnt from the file");
    assertThat(files.defaultScale(null, scales)).contains(new ValueScale(1, 5));
    assertThat(scales.carrier().apply(rating("other", 8, null)))
        .isEqualTo(rating("other", 8, "1,10"));
  }

  @Test
  void aGivenScaleHoldsForAllAndADeclaredOneIsLeftToTheService() throws Exception {
    DemoFiles files = files("5", "2", "8");
    ValueScale given = new ValueScale(1, 5);
    RatingScales scales = files.scales(given);
    assertThat(files.defaultScale(given, scales)).contains(given);
    assertThat(scales.objection(rating("other", 8, null))).isPresent();
    Files.writeString(
        directory.resolve("catalogue.json"),
        "{\"name\":\"books\",\"values\":{\"rate\":{\"low\":0,\"high\":10}}}");
    assertThat(files.defaultScale(null, files.scales(null))).isEmpty();
    assertThat(files.scales(null).notes()).contains("ratings of source books: 0 to 10, declared");
  }

  @Test
  void theFingerprintChangesWithTheEventsAndTheirScale() throws Exception {
    DemoFiles files = files("5", "2");
    String before = files.fingerprint(null);
    assertThat(files.fingerprint(null)).isEqualTo(before);
    assertThat(files.fingerprint(new ValueScale(1, 5))).isNotEqualTo(before);
    files("5", "2", "4");
    assertThat(files.fingerprint(null)).isNotEqualTo(before);
    files("5", "2");
    Files.setLastModifiedTime(directory.resolve("events.jsonl"), FileTime.fromMillis(1));
    String old = files.fingerprint(null);
    Files.writeString(
        directory.resolve("catalogue.json"),
        "{\"name\":\"books\",\"values\":{\"rate\":{\"low\":0,\"high\":10}}}");
    assertThat(files.fingerprint(null)).isNotIn(before, old);
  }

  @Test
  void anImportedFileIsNotReadAgain() throws Exception {
    DemoFiles files = files("5", "2");
    DemoData memory = DemoData.open(directory.resolve("data"), files, false);
    PastEvents first = PastEvents.of(files, null, memory);
    assertThat(first.scales()).isNotNull();
    memory.rememberImported(first.fingerprint(), first.defaultScale());
    PastEvents later = PastEvents.of(files, null, memory);
    assertThat(later.scales()).isNull();
    assertThat(later.defaultScale()).isEqualTo(first.defaultScale()).isPresent();
    assertThat(PastEvents.of(files, new ValueScale(1, 5), memory).scales()).isNotNull();
  }
}
