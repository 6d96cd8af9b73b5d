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
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
    assertThat(events.get(0).id()).matches("[0-9a-f]{32}:1");
    assertThat(events.get(1).id()).isEqualTo("own");
    assertThat(events.get(2).id()).endsWith(":1").isNotEqualTo(events.get(0).id());
  }

  /** Found in a review: a file that grew or was compressed had only new events. */
  @Test
  void anEventStaysTheSameHoweverItsFileIsStored() throws Exception {
    List<Event> plain = read(EventArchive.of(plain(LINES), "films"));

    assertThat(read(EventArchive.of(gzip(LINES), "films"))).isEqualTo(plain);
    assertThat(read(EventArchive.of(plain("\ufeff" + LINES), "films"))).isEqualTo(plain);
    assertThat(read(EventArchive.of(plain("\n" + LINES.replace("\n", "\r\n")), "films")))
        .isEqualTo(plain);
    String other = LINES.replace("Z\"", "+00:00\"").replace("6.0", "6").replace(",", ", ");
    assertThat(read(EventArchive.of(plain(other), "films"))).isEqualTo(plain);
    assertThat(read(EventArchive.of(plain(LINES + "\n" + LINES), "films")).subList(0, 3))
        .isEqualTo(plain);
  }

  @Test
  void equalLinesAreDifferentEvents() throws Exception {
    String line = LINES.lines().findFirst().orElseThrow() + "\n";
    String all = line + LINES + "\n" + line;

    List<Event> events = read(EventArchive.of(plain(all), "films"));

    assertThat(events).extracting(Event::user).containsExactly("ann", "ann", "bob", "ann", "ann");
    assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(events.get(4).id()).isEqualTo(events.get(0).id().replace(":1", ":3"));
  }

  @Test
  void eachPartOfAnEventCountsForItsId() throws Exception {
    String start = "{\"user\":\"ann\",\"item\":\"1\",\"type\":\"rate\",";
    String time = "\"time\":\"2013-02-28T14:38:27Z\"";
    List<String> lines = new ArrayList<>();
    for (String rest :
        List.of(
            time,
            time + ",\"value\":1",
            time + ",\"value\":2",
            time + ",\"traits\":[\"a\",\"b\"]",
            time + ",\"traits\":[\"a\"]",
            time + ",\"context\":{\"a\":\"b\"}",
            time + ",\"context\":{\"a\":\"b\",\"c\":\"d\"}",
            "\"time\":\"2013-02-28T14:38:28Z\"")) {
      lines.add(start + rest + "}");
      lines.add(start.replace("ann", "bob") + rest + "}");
      lines.add(start.replace("1", "2") + rest + "}");
      lines.add(start.replace("rate", "view") + rest + "}");
    }

    List<Event> events = read(EventArchive.of(plain(String.join("\n", lines)), "films"));

    assertThat(events)
        .extracting(Event::id)
        .doesNotHaveDuplicates()
        .allMatch(i -> i.endsWith(":1"));
  }

  @Test
  void countsEqualLinesOfALargeFile() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 6_000; i++) {
      lines
          .append(LINES.lines().findFirst().orElseThrow().replace("ann", "u" + i % 2_000))
          .append('\n');
    }

    List<Event> events = read(EventArchive.of(plain(lines.toString()), "films"));

    for (int i = 0; i < 6_000; i++) {
      assertThat(events.get(i).id()).endsWith(":" + (1 + i / 2_000));
    }
    assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
  }

  /** Found in a review: no file, no line, and no word of what would be right. */
  @Test
  void aFileThatIsCutOffIsReadUpToThere() throws Exception {
    Path file = gzip(LINES);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));

    List<Event> before = new ArrayList<>();
    assertThatThrownBy(() -> EventArchive.of(file, "films").forEach(before::add))
        .isInstanceOf(BadEventException.class)
        .hasMessageStartingWith(file + " line 4: the gzip data break off here");
    assertThat(before).extracting(Event::user).containsExactly("ann", "bob");
    Files.write(file, Arrays.copyOf(whole, 6));
    assertThatThrownBy(() -> EventArchive.of(file, "films").forEach(before::add))
        .hasMessageStartingWith(file + " line 1: the gzip data break off here");
  }

  @Test
  void otherFormatsAreNamed() throws Exception {
    Path array = plain("[" + LINES.lines().findFirst().orElseThrow() + "]");
    assertThatThrownBy(() -> EventArchive.of(array, "films").latest())
        .isInstanceOf(BadEventException.class)
        .hasMessageStartingWith(array + ": a JSON array; one object a line is read");
    Files.write(array, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2, 3});
    assertThatThrownBy(() -> EventArchive.of(array, "films").latest())
        .hasMessageStartingWith(array + ": compressed with zstd; a plain file or gzip is read");
  }

  @Test
  void saysOnceWhichFieldsAreNotRead() throws Exception {
    String line =
        "{\"user\":\"ann\",\"item\":\"1\",\"type\":\"view\",\"time\":\"2013-02-28T14:38:27Z\","
            + "\"valeu\":6,\"zzz\":[]}\n";
    Path file = plain(line + line);
    List<String> notes = new ArrayList<>();

    EventArchive archive = EventArchive.of(file, "films").noting(notes::add);
    assertThat(archive.shiftedBy(Duration.ofDays(1)).forEach(event -> {})).isEqualTo(2);

    assertThat(notes)
        .containsExactly(
            file
                + " line 1: the field 'valeu' is not known, so it is not read; did you mean value?",
            file
                + " line 1: the field 'zzz' is not known, so it is not read; known are id, source,"
                + " user, item, type, time, value, traits, context");
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
      assertThat(archive.forEachLine(0, all::add)).isEqualTo(3);
      List<EventArchive.Line> rest = new ArrayList<>();
      assertThat(archive.forEachLine(1, rest::add)).isEqualTo(2);

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

  /** What follows gzip data was ignored without a word. */
  @Test
  void whatFollowsGzipDataIsNamedUnlessItIsGzipOrZeros() throws Exception {
    Path file = gzip(LINES + "\n");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, new byte[512], StandardOpenOption.APPEND);
    List<Event> events = read(EventArchive.of(file, "films"));
    Files.write(file, whole, StandardOpenOption.APPEND);
    assertThat(read(EventArchive.of(file, "films"))).hasSize(6).containsAll(events);
    Files.writeString(file, "garbage", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> EventArchive.of(file, "films").latest())
        .isInstanceOf(BadEventException.class)
        .hasMessageContaining(file + " line ")
        .hasMessageContaining("something else follows the gzip data");
  }

  @Test
  void timesThatNoActionHasAreNamedWithTheirLine() throws Exception {
    for (String year : List.of("0001", "9999")) {
      Path file = plain(LINES.replace("2013-02-28T14:43", year + "-02-28T14:43"));
      assertThatThrownBy(() -> EventArchive.of(file, "films").latest())
          .hasMessageStartingWith(file + " line 3: time: " + year + "-02-28T14:43:44Z lies ");
    }
  }
}
