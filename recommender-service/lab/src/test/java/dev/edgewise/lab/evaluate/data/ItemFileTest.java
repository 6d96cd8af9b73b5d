/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueException;
import dev.edgewise.recommend.catalogue.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemFileTest {
  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private Catalogue read(byte[] bytes) throws IOException {
    return ItemFile.read(Files.write(folder.resolve("movies.dat"), bytes), notes::add);
  }

  private Catalogue read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Item item(Catalogue catalogue, String id) {
    return catalogue.find(id).orElseThrow();
  }

  @Test
  void moviesDat() throws IOException {
    Catalogue films =
        read(
            """
            1::Toy Story (1995)::Animation|Children's|Comedy
            0468569::Batman :: The Dark Knight::
            3::Old (1919) and new::Drama|Drama
            """);
    assertThat(item(films, "1").title()).isEqualTo("Toy Story");
    assertThat(item(films, "1").attributes()).containsEntry("year", "1995");
    assertThat(item(films, "1").categories()).containsExactly("Animation", "Children's", "Comedy");
    assertThat(films.traitsOf("1")).contains("genre:Comedy", "decade:1990s");
    assertThat(item(films, "0468569").title()).isEqualTo("Batman :: The Dark Knight");
    assertThat(item(films, "0468569").categories()).isEmpty();
    assertThat(item(films, "3").title()).isEqualTo("Old (1919) and new");
    assertThat(item(films, "3").categories()).containsExactly("Drama");
  }

  @Test
  void utf8OrElseLatin1() throws IOException {
    String line = "1::Amélie (2001)::Comedy\n";
    assertThat(item(read(line), "1").title()).isEqualTo("Amélie");
    byte[] latin = line.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(item(read(latin), "1").title()).isEqualTo("Amélie");
    assertThat(item(read("\ufeff" + line), "1").title()).isEqualTo("Amélie");
  }

  @Test
  void gzipByContentWhateverTheName() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("1::A::X\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(item(read(bytes.toByteArray()), "1").title()).isEqualTo("A");
  }

  @Test
  void moviesCsv() throws IOException {
    Catalogue films =
        read(
            """
            movieId,title,genres
            11,"American President, The (1995)",Comedy|Drama
            12,No year,(no genres listed)
            """
                .replace("\n", "\r\n"));
    assertThat(item(films, "11").title()).isEqualTo("American President, The");
    assertThat(item(films, "11").attributes()).containsEntry("year", "1995");
    assertThat(item(films, "12").categories()).isEmpty();
    Catalogue withYear = read("item_id,title,year,genres\n0002844,Fantômas (1),1913,Crime\n");
    assertThat(item(withYear, "0002844").title()).isEqualTo("Fantômas (1)");
    assertThat(item(withYear, "0002844").attributes()).containsEntry("year", "1913");
  }

  @Test
  void furtherColumnsBecomeAttributes() throws IOException {
    Catalogue films =
        read(
            """
            movieId,title,genres,Director,plot
            1,A (1995),Comedy,Ann,%s
            2,B,,,short
            """
                .formatted("x".repeat(1_001)));
    assertThat(item(films, "1").attributes()).isEqualTo(Map.of("year", "1995", "Director", "Ann"));
    assertThat(item(films, "2").attributes()).isEqualTo(Map.of("plot", "short"));
    String file = folder.resolve("movies.dat").toString();
    assertThat(notes)
        .containsExactly(
            file + ": 'Director' is no field of an item; it is kept as an attribute",
            file
                + ": 'plot' is no field of an item; it is left out where it exceeds the limits of"
                + " attributes or is no text, number or boolean",
            file + ": 'plot' is no field of an item; it is kept as an attribute");
  }

  @Test
  void idsFollowTheRulesOfHttp() {
    assertThatThrownBy(() -> read("movieId,title\n..,A\n"))
        .hasMessageContaining("line 2: the item's id must not be '.' or '..'");
  }

  /** The longest item that HTTP takes has a longer line than this reader took. */
  @Test
  void jsonLinesMayBeAsLongAsTheLimitsOfItems() throws IOException {
    StringBuilder attributes = new StringBuilder("\"a\":\"x\"");
    for (int i = 0; i < 99; i++) {
      attributes.append(",\"n%d\":\"%s\"".formatted(i, "v".repeat(1_000)));
    }
    String line = "{\"id\":\"7\",\"title\":\"Seven\",\"attributes\":{" + attributes + "}}\n";
    assertThat(item(read(line), "7").attributes()).hasSize(100);
  }

  @Test
  void jsonLines() throws IOException {
    assertThat(item(read("{\"id\":\"7\",\"title\":\"Seven\"}\n"), "7").title()).isEqualTo("Seven");
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() {
    assertThatThrownBy(() -> read("1::A::X\n2::B\n"))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("movies.dat, line 2")
        .hasMessageContaining("id::title::genres");
    assertThatThrownBy(() -> read("1::A::X\n1::B::X\n"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("second item");
    assertThatThrownBy(() -> read("1:: ::X\n")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> read("1::A::X\n2::" + "t".repeat(1_001) + "::X\n"))
        .hasMessageContaining("line 2: title: must be at most 1000 characters, not 1001");
    assertThatThrownBy(() -> read("name,genres\nx,y\n")).hasMessageContaining("movieId");
    assertThatThrownBy(() -> read("movieId,title\n1,A,B\n"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("3 fields");
    assertThatThrownBy(() -> read("")).hasMessageContaining("no items");
    assertThatThrownBy(() -> ItemFile.read(folder.resolve("none"), notes::add))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void separatorsThatOverlapAreNoItem() {
    assertThatThrownBy(() -> read("1::A::X\n2:::\n"))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("id::title::genres");
  }

  @Test
  void aGzipFileThatWasCutOffIsUnreadable() {
    byte[] cut = {0x1f, (byte) 0x8b, 8, 0, 0};
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("can't read");
  }

  /** Any bytes give either items or a message that names the file. */
  @Test
  void noBytesBreakIt() throws IOException {
    Random random = new Random(5);
    byte[] right = "1::Toy (1995)::A|B\n2,\"x\",y\nid,title\n".getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = right.clone();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(bytes).all()).isNotEmpty();
      } catch (CatalogueException e) {
        assertThat(e).hasMessageContaining("movies.dat");
      }
    }
  }
}
