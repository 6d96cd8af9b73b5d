/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import static dev.edgewise.lab.check.CheckedFiles.event;
import static dev.edgewise.lab.check.CheckedFiles.found;
import static dev.edgewise.lab.check.CheckedFiles.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.lab.check.finding.Finding;
import dev.edgewise.recommend.catalogue.CatalogueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFormatsTest {
  @TempDir Path folder;

  private CheckedFiles files;

  @BeforeEach
  void files() throws IOException {
    files = new CheckedFiles(folder);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String text(CheckResult result, String id) {
    assertThat(found(result, id)).as(id).isNotEmpty();
    return found(result, id).getFirst().text();
  }

  @Test
  void movieLensFiles() throws IOException {
    Path items = write("movies.dat", "1::Toy Story (1995)::Animation|Comedy\n2::Heat (1995)::\n");
    Path events = write("ratings.dat", "7::1::5::978300760\n7::2::1::978300761\n8::1::4::x\n");
    CheckResult result = files.check(items, events, null, false);
    assertThat(text(result, "items")).contains("2 items in movies.dat (MovieLens .dat)");
    assertThat(text(result, "categories")).contains("2 categories, used as the trait genre");
    assertThat(text(result, "scale")).contains("scale 1 to 5 (the smallest usual scale");
    assertThat(found(result, "bad-lines").getFirst().line()).isEqualTo(3);
    assertThat(found(result, "format")).hasSize(1);
    assertThat(text(result, "format"))
        .startsWith("movies.dat (MovieLens .dat) and ratings.dat (MovieLens .dat): ")
        .contains("demo, serve, train");
  }

  @Test
  void commaSeparatedFilesAndTheirUnknownColumns() throws IOException {
    Path items =
        write("movies.csv", "movieId,title,genres,price\n1,\"A, B\",X|Y,3\n2,b\"c,X,1\n3,D,X,2\n");
    Path events =
        write(
            "ratings.csv",
            "userId,movieId,rating,timestamp\n7,1,5,978300760\n7,3,4,978300760000\n8,1,4\n");
    CheckResult result = files.check(items, events, null, false);
    assertThat(text(result, "items")).contains("2 items");
    assertThat(found(result, "unknown-field"))
        .extracting(Finding::text)
        .containsExactly(
            "The column price will be kept as an attribute, as far as the limits of attributes"
                + " allow.");
    assertThat(found(result, "bad-lines"))
        .extracting(Finding::line)
        .containsExactlyInAnyOrder(3L, 3L, 4L);
    assertThat(CheckReports.text(result)).contains("not milliseconds");
  }

  @Test
  void gzipAndAByteOrderMark() throws IOException {
    Files.write(files.items(), gzip(item("a", "") + "\n" + item("b", "") + "\n"));
    Files.writeString(files.events(), "\ufeff" + event("u", "a", "like") + "\n");
    CheckResult result = files.check();
    assertThat(result.isReady()).isTrue();
    assertThat(text(result, "items")).startsWith("2 items");
    assertThat(text(result, "events")).startsWith("1 event ");
    Files.writeString(files.items(), "\ufeff" + item("a", "") + "\n");
    assertThat(files.check().isReady()).isTrue();
  }

  @Test
  void aGzipFileThatIsCutOffIsCheckedUpToThere() throws IOException {
    StringBuilder lines = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      lines.append(event("u" + random.nextInt(), "a", "like")).append('\n');
    }
    byte[] whole = gzip(lines.toString());
    Files.write(files.events(), Arrays.copyOf(whole, whole.length / 2));
    CheckResult result = files.check();
    Finding cut = found(result, "cut-off").getFirst();
    assertThat(cut.text()).containsPattern("cut off or broken after line [1-9]\\d+");
    assertThat(result.isReady()).isFalse();

    StringBuilder ratings = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      ratings.append(random.nextInt(9999)).append("::a::5::978300760\n");
    }
    byte[] dat = gzip(ratings.toString());
    Path cutDat = Files.write(folder.resolve("ratings.dat"), Arrays.copyOf(dat, dat.length / 2));
    assertThat(found(files.check(files.items(), cutDat, null, false), "cut-off")).hasSize(1);
  }

  @Test
  void otherFormatsAreNamedWithWhatWouldBeRight() throws IOException {
    byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2, 3};
    Files.write(files.events(), zstd);
    assertThatThrownBy(files::check)
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("events.jsonl, line 1: compressed with zstd; a plain file or gzip");
    Files.writeString(files.events(), "[" + event("u", "a", "like") + "]");
    assertThatThrownBy(files::check).hasMessageContaining("a JSON array; one object a line");
    Files.writeString(files.events(), "user;item;time\n1;2;3\n");
    assertThatThrownBy(files::check)
        .hasMessageContaining("'user;item;time' begins no known format");
    Files.writeString(files.events(), "user,thing\n1,2\n");
    assertThatThrownBy(files::check)
        .hasMessageContaining("line 1: the header has no column movieId or");
    Files.writeString(files.events(), " \n");
    assertThatThrownBy(files::check).hasMessageContaining("the file is empty");
    Files.delete(files.events());
    assertThatThrownBy(files::check).hasMessageContaining("there is no such file");
  }

  /** Any bytes give a result, or a message that names file and line. */
  @Test
  void noBytesBreakIt() throws IOException {
    byte[] items =
        (item("a", ",\"categories\":[\"X\"]") + "\n" + item("b", "") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] events =
        (event("u", "a", "rate", ",\"value\":3") + "\n" + event("v", "b", "like") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] csv =
        "userId,movieId,rating,timestamp\n1,a,\"3\",978300760\n2,b,4,1\n"
            .getBytes(StandardCharsets.UTF_8);
    byte[] dat = "1::a::3::978300760\n2::b::4::978300760\n".getBytes(StandardCharsets.UTF_8);
    Random random = new Random(11);
    for (int round = 0; round < 600; round++) {
      byte[] brokenItems = round % 2 == 0 ? broken(items, random) : items;
      byte[][] kinds = {events, csv, dat, gzip(new String(events, StandardCharsets.UTF_8))};
      Files.write(files.items(), brokenItems);
      Files.write(files.events(), broken(kinds[round % kinds.length], random));
      try {
        CheckResult result = files.check();
        assertThat(CheckReports.text(result)).contains(result.verdict());
        assertThat(CheckReports.json(result)).startsWith("{");
      } catch (CatalogueException e) {
        assertThat(e).hasMessageMatching("(?s).*(items|events)\\.jsonl, line \\d+: .*");
      }
    }
  }

  private static byte[] broken(byte[] bytes, Random random) {
    byte[] broken = Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 2));
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
    }
    return broken;
  }
}
