/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.file.AtomicFile;
import dev.edgewise.lab.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores the finished parts of the rankers' lists, for a run that continues an interrupted one.
 * Each part is a file whose first line is the fingerprint of inputs, options and code. Files are
 * written whole or not at all. A file with another fingerprint is not used.
 */
final class EvaluationState {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<String>> LINE = new TypeReference<>() {};

  private final @Nullable Path directory;
  private final Progress progress;
  private boolean notedOther;

  /** A state in a directory, which need not exist yet; null keeps nothing. */
  EvaluationState(@Nullable Path directory, Progress progress) {
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * The lines of a part, if it is complete.
   *
   * @param fingerprint of everything that the lines depend on
   * @param lines the number of lines that it must have
   */
  Optional<List<List<String>>> read(String part, String fingerprint, int lines) throws IOException {
    if (directory == null || !Files.exists(file(directory, part))) {
      return Optional.empty();
    }
    Path file = file(directory, part);
    List<String> text = Files.readAllLines(file);
    if (text.size() == lines + 1 && text.getFirst().equals(fingerprint)) {
      try {
        List<List<String>> parsed = new ArrayList<>();
        for (String line : text.subList(1, text.size())) {
          parsed.add(JSON.readValue(line, LINE));
        }
        return Optional.of(parsed);
      } catch (JsonProcessingException broken) {
        progress.note("%s can't be read; its lists are made again", file);
        return Optional.empty();
      }
    }
    if (!notedOther) {
      notedOther = true;
      progress.note(
          "%s has results of other options, inputs or code; they are not used, and are replaced",
          directory);
    }
    return Optional.empty();
  }

  /** Stores the lines of a complete part. */
  void write(String part, String fingerprint, List<List<String>> lines) throws IOException {
    if (directory != null) {
      StringBuilder text = new StringBuilder(fingerprint).append('\n');
      for (List<String> line : lines) {
        text.append(JSON.writeValueAsString(line)).append('\n');
      }
      AtomicFile.write(file(directory, part), text.toString());
    }
  }

  private static Path file(Path directory, String part) {
    return directory.resolve(part + ".jsonl");
  }
}
