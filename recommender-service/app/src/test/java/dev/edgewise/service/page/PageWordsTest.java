/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files with the page's texts, one for each language. */
class PageWordsTest {
  private static final Path PAGE = Path.of("src/main/resources/META-INF/resources");
  private static final Path WORDS = PAGE.resolve("js/words");

  /** A key at the start of a line, its parameters if it is a function, and its text. */
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^  (\\w+): (?:\\(([^)]*)\\) => )?(.*),(?: //.*)?$");

  /** A key that a script or index.html uses. */
  private static final Pattern USE =
      Pattern.compile("\\bwords\\.(?!js\\b)(\\w+)|data-words=\"(?:[\\w-]+=)?(\\w+)\"");

  @Test
  void allLanguagesHaveTheSameKeysWithTheSameParameters() throws IOException {
    Map<String, String> english = parametersByKey(WORDS.resolve("en.js"));
    assertThat(english).hasSizeGreaterThan(100);
    for (Path language : filesIn(WORDS)) {
      assertThat(parametersByKey(language)).describedAs("%s", language).isEqualTo(english);
    }
  }

  @Test
  void thePageUsesTheKeysThatExist() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : filesIn(PAGE.resolve("js"))) {
      if (!file.endsWith("words.js")) {
        addUses(file, used);
      }
    }
    addUses(PAGE.resolve("index.html"), used);
    assertThat(used).isEqualTo(parametersByKey(WORDS.resolve("en.js")).keySet());
  }

  @Test
  void everyKoreanTextIsWrittenInKorean() throws IOException {
    Matcher entry = entriesOf(WORDS.resolve("ko.js"));
    while (entry.find()) {
      if (!Set.of("locale", "eventType", "milliseconds").contains(entry.group(1))) {
        assertThat(entry.group(3)).describedAs(entry.group(1)).containsPattern("\\p{IsHangul}");
      }
    }
  }

  private static Map<String, String> parametersByKey(Path file) throws IOException {
    Map<String, String> parameters = new TreeMap<>();
    Matcher entry = entriesOf(file);
    while (entry.find()) {
      String given = entry.group(2) == null ? "none" : entry.group(2);
      assertThat(parameters.put(entry.group(1), given)).describedAs(entry.group(1)).isNull();
    }
    return parameters;
  }

  private static Matcher entriesOf(Path file) throws IOException {
    String script = Files.readString(file);
    return ENTRY.matcher(script.substring(script.indexOf("export default {")));
  }

  private static void addUses(Path file, Set<String> used) throws IOException {
    Matcher use = USE.matcher(Files.readString(file));
    while (use.find()) {
      used.add(use.group(1) == null ? use.group(2) : use.group(1));
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }
}
