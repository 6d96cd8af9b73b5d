/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what SmallRye ignores in {@code .env}: a file that it can't read, and lines of a shell, of
 * which it takes the first word for the name and keeps quotes in the value.
 */
final class DotEnv {
  private static final Pattern COMMAND = Pattern.compile("\\s*(\\w+)\\s+([\\w.-]+)\\s*[=:].*");
  private static final Pattern QUOTED =
      Pattern.compile("\\s*([\\w.-]+)\\s*[=:]\\s*([\"']).*\\2\\s*");

  private DotEnv() {}

  /** The problem of a file that is there but can't be read. */
  static List<String> unreadable(Path file) {
    return Files.notExists(file) || (Files.isReadable(file) && !Files.isDirectory(file))
        ? List.of()
        : List.of(file + " must be a file that can be read, or not be there");
  }

  /** The problems of a file, if there is one, with the variables that {@code ours} names. */
  static List<String> problems(Path file, Predicate<String> ours) {
    List<String> problems = new ArrayList<>(unreadable(file));
    if (!problems.isEmpty() || Files.notExists(file)) {
      return problems;
    }
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      for (int i = 0; i < lines.size(); i++) {
        String where = "%s, line %d: ".formatted(file, i + 1);
        Matcher command = COMMAND.matcher(lines.get(i));
        Matcher quoted = QUOTED.matcher(lines.get(i));
        if (command.matches() && ours.test(command.group(2))) {
          problems.add(where + "leave '" + command.group(1) + "' out; a line is NAME=value");
        } else if (quoted.matches() && ours.test(quoted.group(1))) {
          problems.add(where + "leave the quotes out; a line is NAME=value");
        }
      }
    } catch (IOException e) {
      problems.add(file + " can't be read: " + e.getMessage());
    }
    return problems;
  }
}
