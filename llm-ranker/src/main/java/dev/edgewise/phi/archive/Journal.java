/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How far the writing of a module file has come, kept beside it after each weight, so that an
 * interrupted import goes on there. It belongs to one source and target: another one starts anew.
 */
final class Journal {
  private static final Gson GSON = new Gson();

  private final Path file;
  private final String task;
  private final WriteProgress progress;
  private State state;

  private record State(String task, int weights, List<StoredZip.Entry> entries) {}

  private Journal(Path file, String task, WriteProgress progress, State state) {
    this.file = file;
    this.task = task;
    this.progress = progress;
    this.state = state;
  }

  /**
   * Opens a journal, or begins one.
   *
   * @param task what is being written from what, equal only when both are
   */
  static Journal open(Path file, String task, WriteProgress progress) throws IOException {
    State fresh = new State(task, 0, List.of());
    if (!Files.isRegularFile(file)) {
      return new Journal(file, task, progress, fresh);
    }
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      State found = GSON.fromJson(text, State.class);
      boolean same = found != null && task.equals(found.task) && found.entries != null;
      return new Journal(file, task, progress, same ? found : fresh);
    } catch (JsonParseException e) {
      return new Journal(file, task, progress, fresh);
    }
  }

  /** Number of weights that are in the file. */
  int weights() {
    return state.weights;
  }

  /** The file's entries up to there. */
  List<StoredZip.Entry> entries() {
    return state.entries;
  }

  /** Notes that so many weights are in the file. */
  void wrote(int weights, int all, List<StoredZip.Entry> entries) throws IOException {
    state = new State(task, weights, entries);
    Files.write(file, GSON.toJson(state).getBytes(StandardCharsets.UTF_8));
    progress.weights(weights, all);
  }
}
