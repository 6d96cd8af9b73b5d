/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventArchiveTest {
  private static final String LINES =
      """
      {"user":"ann","item":"1","type":"rate","time":"2013-02-28T14:38:27Z","value":6.0}

      {"id":"own","source":"shop","user":"bob","item":"2","type":"rate","time":"2013-02-28T14:43:44Z"}
      {"user":"ann","item":"3","type":"rate","time":"2013-02-28T14:40:00Z"}\
      """;

  @TempDir Path directory;

  @Test
  void givesIdsToLinesWithoutOne() throws Exception {
    List<Event> events = read(EventArchive.of(plain(LINES), "films"));

    assertThat(events).extracting(Event::source).containsExactly("films", "shop", "films");
    assertThat(events.get(0).id()).hasSize(66).endsWith(":1");
    assertThat(events.get(1).id()).isEqualTo("own");
    assertThat(events.get(2).id()).isEqualTo(events.get(0).id().replace(":1", ":4"));
  }

  @Test
  void readsGzipAlike() throws Exception {
    List<Event> plain = read(EventArchive.of(plain(LINES), "films"));
    List<Event> zipped = read(EventArchive.of(gzip(LINES), "films"));

    assertThat(zipped).extracting(Event::user).containsExactly("ann", "bob", "ann");
    assertThat(zipped.get(0).id()).isNotEqualTo(plain.get(0).id());
    assertThat(zipped).isEqualTo(read(EventArchive.of(gzip(LINES), "films")));
  }

  @Test
  void shiftsTimes() throws Exception {
    EventArchive archive = EventArchive.of(plain(LINES), "films");
    EventArchive shifted = archive.shiftedBy(Duration.ofDays(100));

    assertThat(archive.latest().orElseThrow()).isEqualTo("2013-02-28T14:43:44Z");
    assertThat(shifted.latest().orElseThrow()).isEqualTo("2013-06-08T14:43:44Z");
    assertThat(read(shifted))
        .extracting(Event::id)
        .isEqualTo(read(archive).stream().map(Event::id).toList());
  }

  @Test
  void goesOnAfterALineAndSaysHowFarItIs() throws Exception {
    for (Path file : List.of(plain(LINES), gzip(LINES))) {
      EventArchive archive = EventArchive.of(file, "films");
      List<EventArchive.Line> all = new ArrayList<>();
      assertThat(archive.forEachLine(archive.hash(), 0, all::add)).isEqualTo(3);
      List<EventArchive.Line> rest = new ArrayList<>();
      assertThat(archive.forEachLine(archive.hash(), 1, rest::add)).isEqualTo(2);

      assertThat(all).extracting(EventArchive.Line::number).containsExactly(1L, 3L, 4L);
      assertThat(rest).isEqualTo(all.subList(1, 3));
      assertThat(all.getLast().read()).isEqualTo(Files.size(file));
    }
  }

  @Test
  void saysWhichLineIsWrong() throws Exception {
    Path file = plain(LINES + "\n{\"user\":\"ann\"}\n");

    List<Event> before = new ArrayList<>();
    assertThatThrownBy(() -> EventArchive.of(file, "films").forEach(before::add))
        .isInstanceOf(BadEventException.class)
        .hasMessage(file + " line 5: type: missing; must be a string of 1 to 256 characters");
    assertThat(before).hasSize(3);
  }

  @Test
  void refusesEndlessLines() throws Exception {
    Path file = plain("{\"user\":\"" + "x".repeat(2 << 20) + "\"}\n");

    assertThatThrownBy(() -> EventArchive.of(file, "films").latest())
        .isInstanceOf(BadEventException.class)
        .hasMessage(file + " line 1: a line must be at most 1048576 bytes");
  }

  @Test
  void saysWhenThereIsNoFile() {
    assertThatThrownBy(() -> EventArchive.of(directory.resolve("none"), "films").latest())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none: no such file of events");
  }

  @Test
  void anEmptyFileHasNoLatest() throws Exception {
    assertThat(EventArchive.of(plain(""), "films").latest()).isEmpty();
  }

  private static List<Event> read(EventArchive archive) throws Exception {
    List<Event> events = new ArrayList<>();
    assertThat(archive.forEach(events::add)).isEqualTo(events.size());
    return events;
  }

  private Path plain(String lines) throws IOException {
    return Files.writeString(directory.resolve("events.jsonl"), lines);
  }

  private Path gzip(String lines) throws IOException {
    Path file = directory.resolve("events.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
