/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.documents;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documents of the repository: their links, the classes, paths and commands they name. */
class DocumentsTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Set<String> OTHER_FOLDERS = Set.of("target", ".git", ".edgewise", ".mvn");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern CLAIM =
      Pattern.compile("(?m)^\\| (.+) \\| (`\\w+`(?:, `\\w+`)*) \\|$");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^ {4}|^|`)\\./edgewise ([a-z]+)(?: ([a-z]+))?");
  private static final Pattern SOURCE_PATH =
      Pattern.compile("`((?:[a-z-]+/)*(?:src|docs|models|catalogues)/[^`*{ ]+)`");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z0-9]+)+)`");

  private static final List<Path> files = new ArrayList<>();

  @BeforeAll
  static void findFiles() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      all.filter(Files::isRegularFile)
          .filter(file -> Stream.of(names(file)).noneMatch(OTHER_FOLDERS::contains))
          .forEach(files::add);
    }
  }

  private static String[] names(Path file) {
    return ROOT.relativize(file).toString().split("/");
  }

  private static List<Path> documents() {
    return files.stream()
        .filter(file -> file.toString().endsWith(".md"))
        .filter(file -> !file.toString().contains("/src/main/resources/")) // templates
        .toList();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  private static Set<String> classes(String folder) {
    return files.stream()
        .map(file -> ROOT.relativize(file).toString())
        .filter(file -> file.endsWith(".java") && file.contains(folder))
        .map(file -> file.replaceFirst(".*/", "").replace(".java", ""))
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(read(ROOT.resolve("README.md")).split("\\s+")).hasSizeLessThanOrEqualTo(1200);
  }

  @Test
  void linksLeadToFilesAndHeadings() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      for (MatchResult link : LINK.matcher(read(document)).results().toList()) {
        if (!link.group(1).matches("[a-z]+:.*") && !leadsSomewhere(document, link.group(1))) {
          broken.add(ROOT.relativize(document) + ": " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  /** The names that GitHub gives to headings. */
  private static Set<String> anchors(Path document) throws IOException {
    return HEADING
        .matcher(read(document))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").strip().replace(' ', '-'))
        .collect(toCollection(HashSet::new));
  }

  @Test
  void eachClaimStandsInTheReadmeAndHasTests() throws IOException {
    String readme = read(ROOT.resolve("README.md")).replaceAll("\\s+", " ");
    Set<String> tests = classes("/src/test/java/");
    List<MatchResult> claims =
        CLAIM.matcher(read(ROOT.resolve("docs/claims.md"))).results().toList();
    assertThat(claims).hasSizeGreaterThan(10);
    for (MatchResult claim : claims) {
      assertThat(readme).contains(claim.group(1));
      assertThat(tests).contains(claim.group(2).replace("`", "").split(", "));
    }
  }

  @Test
  void commandsExist() throws IOException {
    String launcher = read(ROOT.resolve("edgewise"));
    for (Path document : documents()) {
      for (MatchResult command : COMMAND.matcher(read(document)).results().toList()) {
        assertThat(launcher)
            .as(ROOT.relativize(document) + ": ./edgewise " + command.group(1))
            .containsPattern("(?m)^  " + command.group(1) + " ");
      }
    }
  }

  @Test
  void pathsExist() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      for (MatchResult path : SOURCE_PATH.matcher(read(document)).results().toList()) {
        if (!Files.exists(ROOT.resolve(path.group(1)))
            && !Files.exists(document.resolveSibling(path.group(1)))) {
          missing.add(ROOT.relativize(document) + ": " + path.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** In the documents that describe the code; the changelog may name classes that are gone. */
  @Test
  void classesExist() throws IOException {
    Set<String> known = classes("/src/");
    for (String name : List.of("README.md", "CONTRIBUTING.md", "RATIONALE.md")) {
      assertThat(CLASS.matcher(read(ROOT.resolve(name))).results().map(found -> found.group(1)))
          .as(name)
          .isSubsetOf(known);
    }
  }

  @Test
  void noTwoClassesHaveTheSameName() {
    TreeMap<String, Long> counts = new TreeMap<>();
    files.stream()
        .map(file -> ROOT.relativize(file).toString())
        .filter(file -> file.contains("/src/main/java/") && !file.endsWith("-info.java"))
        .forEach(file -> counts.merge(file.replaceFirst(".*/", ""), 1L, Long::sum));
    assertThat(counts).hasSizeGreaterThan(100);
    counts.values().removeIf(count -> count == 1);
    assertThat(counts).isEmpty();
  }
}
