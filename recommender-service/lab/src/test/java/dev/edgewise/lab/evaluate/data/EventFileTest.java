/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueException;
import dev.edgewise.recommend.catalogue.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Instant TIME = Instant.parse("2001-09-09T01:46:40Z");
  private final Catalogue catalogue =
      Samples.catalogue(Samples.item("1", "One", "Drama"), Samples.item("007", "Bond", "War"));

  @TempDir Path folder;

  private EventFile read(byte[] bytes) throws IOException, BadEventException {
    return EventFile.read(
        Files.write(folder.resolve("ratings"), bytes), catalogue, null, note -> {});
  }

  private EventFile read(String text) throws IOException, BadEventException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void ratingsDat() throws Exception {
    EventFile file = read("5::1::4::1000000000\n5::007::2::1000000001\n5::7::2::1000000001\n");
    Event first = file.events().getFirst();
    assertThat(first.user()).isEqualTo("5");
    assertThat(first.type()).isEqualTo("rate");
    assertThat(first.time()).isEqualTo(TIME);
    assertThat(first.traits()).contains("genre:Drama");
    assertThat(file.events()).extracting(Event::item).containsExactly("1", "007");
    assertThat(file.unknownItems()).isEqualTo(1);
  }

  @Test
  void ratingsCsvByTheNamesOfItsColumns() throws Exception {
    EventFile file =
        read(
            """
            timestamp,userId,movieId,rating
            1000000000,u,1,4.5
            2001-09-09T03:46:40+02:00,u,007,1
            """);
    assertThat(file.events()).extracting(Event::time).containsExactly(TIME, TIME);
    assertThat(file.events()).extracting(Event::value).containsExactly(4.5, 1.0);
    EventFile other = read("USER_ID,item,ts\nu,1,1000000000\n");
    assertThat(other.events().getFirst().type()).isEqualTo("like");
  }

  @Test
  void theScaleIsTheSmallestUsualOneThatContainsTheRatings() throws Exception {
    EventFile file = read("u::1::5::1\nu::007::2::2\n");
    assertThat(file.signals().of(file.events().get(0))).isEqualTo(1);
    assertThat(file.signals().of(file.events().get(1))).isBetween(-0.6, -0.5);
    assertThat(file.notes())
        .containsExactly("ratings of source test: 1 to 5, learnt from the file");
    EventFile thumbs = read("u::1::1::1\nu::007::0::2\n");
    assertThat(thumbs.signals().of(thumbs.events().get(0))).isEqualTo(1);
    assertThat(thumbs.signals().of(thumbs.events().get(1))).isEqualTo(-1);
  }

  @Test
  void aRatingOutsideTheGivenScaleIsNamedWithItsLine() throws Exception {
    Path ratings = Files.writeString(folder.resolve("r.dat"), "u::1::5::1\nu::1::7::2\n");
    assertThatThrownBy(() -> EventFile.read(ratings, catalogue, new ValueScale(1, 5), note -> {}))
        .hasMessageContaining("line 2")
        .hasMessageContaining("7 lies outside");
    String rate =
        """
        {"user":"u","item":"1","type":"rate","time":"2026-01-01T00:00:00Z"}
        """;
    assertThatThrownBy(() -> read(rate))
        .isInstanceOf(BadEventException.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("value: a rate event needs a rating");
  }

  @Test
  void linesThatSayTheSameAreTwoEvents() throws Exception {
    assertThat(read("u::1::5::1\nu::1::5::1\n").events())
        .extracting(Event::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void jsonLinesWithoutWhatIsNoInteraction() throws Exception {
    String event =
        "{\"user\":\"u\",\"item\":\"1\",\"type\":\"%s\",\"time\":\"2020-01-01T00:00:00Z\"}\n";
    EventFile file = read(event.formatted("view") + event.formatted("impression"));
    assertThat(file.events()).hasSize(1);
    assertThat(file.noInteractions()).isEqualTo(1);
    assertThat(read("").events()).isEmpty();
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() {
    assertThatThrownBy(() -> read("u::1::5::1\nu::1::5\n"))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("ratings, line 2")
        .hasMessageContaining("user::item::rating::unixSeconds");
    assertThatThrownBy(() -> read("u::1::good::1\n")).hasMessageContaining("the rating is 'good'");
    assertThatThrownBy(() -> read("u::1::NaN::1\n")).hasMessageContaining("the rating");
    assertThatThrownBy(() -> read("u::1::5::yesterday\n")).hasMessageContaining("Unix seconds");
    assertThatThrownBy(() -> read("u::1::5::1000000000000\n")).hasMessageContaining("Unix seconds");
    assertThatThrownBy(() -> read("::1::5::1\n")).hasMessageContaining("the user");
    assertThatThrownBy(() -> read("userId,rating,timestamp\n1,2,3\n"))
        .hasMessageContaining("movieId");
    assertThatThrownBy(() -> read("u::" + "x".repeat(300) + "::5::1\n"))
        .hasMessageContaining("256 characters");
    assertThatThrownBy(() -> read("u::" + "x".repeat(1_100_000) + "::5::1\n"))
        .hasMessageContaining("longer than");
  }

  /** Any bytes give either events or a message that names the file. */
  @Test
  void noBytesBreakIt() throws IOException {
    Random random = new Random(6);
    for (String text :
        new String[] {"u::1::5::1000\nu::007::4::2000\n", "user,item,ts,rating\nu,1,1,2\n"}) {
      for (int round = 0; round < 400; round++) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        try {
          assertThat(read(bytes).events()).hasSizeLessThanOrEqualTo(3);
        } catch (CatalogueException | BadEventException e) {
          assertThat(e).hasMessageContaining("ratings");
        }
      }
    }
  }
}
