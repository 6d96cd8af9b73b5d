/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The saved progress of writing a module file. It is saved next to the file after each weight, so
 * an interrupted import can resume. A journal belongs to one task; any other task starts from
 * scratch.
 */
final class Journal {
  private static final Gson GSON = new Gson();

  private final Path file;
  private final WriteProgress progress;
  private State state;

  private record State(String task, int weights, List<StoredZip.Entry> entries) {}

  private Journal(Path file, WriteProgress progress, State state) {
    this.file = file;
    this.progress = progress;
    this.state = state;
  }

  /**
   * Opens a journal, or starts a new one when the file holds no journal of this task.
   *
   * @param task identifies source and target; two tasks are equal only when both are
   */
  static Journal open(Path file, String task, WriteProgress progress) throws IOException {
    State saved = Files.isRegularFile(file) ? read(file) : null;
    if (saved == null || !task.equals(saved.task) || saved.entries == null) {
      return new Journal(file, progress, new State(task, 0, List.of()));
    }
    return new Journal(file, progress, saved);
  }

  private static @Nullable State read(Path file) throws IOException {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return GSON.fromJson(text, State.class);
    } catch (JsonParseException e) {
      return null;
    }
  }

  /** Number of weights that the file contains. */
  int weights() {
    return state.weights;
  }

  /** The file's entries for these weights. */
  List<StoredZip.Entry> entries() {
    return state.entries;
  }

  /** Saves that the file contains the first {@code weights} of {@code all} weights. */
  void wrote(int weights, int all, List<StoredZip.Entry> entries) throws IOException {
    state = new State(state.task, weights, entries);
    Files.write(file, GSON.toJson(state).getBytes(StandardCharsets.UTF_8));
    progress.weights(weights, all);
  }
}
