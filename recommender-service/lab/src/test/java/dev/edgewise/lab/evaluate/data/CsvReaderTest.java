/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.recommend.catalogue.CatalogueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
  @TempDir Path folder;

  private List<List<String>> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), text);
    List<List<String>> records = new ArrayList<>();
    TextFile.read(
        file,
        lines -> {
          CsvReader csv = new CsvReader(lines);
          records.add(csv.header());
          csv.forEach(records::add, RecordSink.strict(any -> {}));
        });
    return records;
  }

  @Test
  void fieldsWithAndWithoutQuotes() throws IOException {
    assertThat(read("a,b\r\n\n1,\"x, y\"\n\"say \"\"no\"\"\",\n\"\",\"\"\n"))
        .containsExactly(
            List.of("a", "b"), List.of("1", "x, y"), List.of("say \"no\"", ""), List.of("", ""));
  }

  @Test
  void aQuotedFieldGoesOverLines() throws IOException {
    assertThat(read("\"one\n\ntwo\",b\nc,d"))
        .containsExactly(List.of("one\n\ntwo", "b"), List.of("c", "d"));
  }

  @Test
  void wrongQuotesNameTheLineAtWhichTheRecordBegins() {
    assertThatThrownBy(() -> read("a,b\nc,\"d\ne"))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("x.csv, line 2")
        .hasMessageContaining("closing");
    assertThatThrownBy(() -> read("\"a\"b,c")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> read("a\"b,c")).hasMessageContaining("quotes");
  }

  @Test
  void aQuoteThatNobodyClosesIsNotReadToTheEndOfAHugeFile() {
    assertThatThrownBy(() -> read("\"" + "x\n".repeat(200_000))).hasMessageContaining("line 1");
  }

  @Test
  void aLenientSinkGetsTheRecordsBehindWrongOnes() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.csv"),
            "a,b\n1,2\n3\nc\"d,4\n5,6\n\"open,7\n" + "x".repeat(1_100_000) + "\n8,9\n");
    List<List<String>> records = new ArrayList<>();
    List<Long> wrong = new ArrayList<>();
    RecordSink<String> sink =
        new RecordSink<>() {
          @Override
          public void accept(long line, String entry) {}

          @Override
          public void wrong(long line, String why) {
            wrong.add(line);
          }
        };
    TextFile.read(file, lines -> new CsvReader(lines).forEach(records::add, sink));
    assertThat(records).containsExactly(List.of("1", "2"), List.of("5", "6"), List.of("8", "9"));
    assertThat(wrong).containsExactly(3L, 4L, 7L);
  }

  @Test
  void whateverIsWrittenIsReadAgain() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      List<List<String>> records = new ArrayList<>();
      int columns = 2 + random.nextInt(3);
      for (int r = 0; r < 1 + random.nextInt(5); r++) {
        List<String> fields = new ArrayList<>(List.of("x"));
        for (int c = 1; c < columns; c++) {
          fields.add(field(random));
        }
        records.add(fields);
      }
      String text =
          records.stream()
              .map(fields ->
                  fields.stream()
                      .map(f -> "\"" + f.replace("\"", "\"\"") + "\"")
                      .collect(Collectors.joining(",")))
              .collect(Collectors.joining("\n"));
      assertThat(read(text)).isEqualTo(records);
    }
  }

  private static String field(Random random) {
    String letters = "ab\",\n é";
    return random
        .ints(random.nextInt(8), 0, letters.length())
        .mapToObj(i -> letters.substring(i, i + 1))
        .collect(Collectors.joining());
  }
}
