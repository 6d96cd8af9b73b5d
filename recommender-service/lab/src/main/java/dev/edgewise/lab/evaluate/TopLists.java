/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Makes one line for each test user, in parallel, and stores each part when it is complete. */
record TopLists(List<TestUser> users, EvaluationState state, Progress progress) {
  private static final int PART = 200;

  /**
   * Makes the lines, or reads those that an earlier run made.
   *
   * @param name unique within a state
   * @param fingerprint of everything that the lines depend on
   */
  List<List<String>> of(String name, String fingerprint, Function<TestUser, List<String>> line)
      throws IOException {
    List<List<String>> lines = new ArrayList<>();
    int reused = 0;
    for (int from = 0; from < users.size(); from += PART) {
      List<TestUser> part = users.subList(from, Math.min(from + PART, users.size()));
      String file = "%s-%06d".formatted(name, from);
      Optional<List<List<String>>> done = state.read(file, fingerprint, part.size());
      if (done.isPresent()) {
        lines.addAll(done.get());
        reused += part.size();
      } else {
        AtomicInteger ready = new AtomicInteger(lines.size());
        List<List<String>> all =
            part.parallelStream()
                .map(one -> {
                  List<String> made = line.apply(one);
                  progress.say(name + ": user", ready.incrementAndGet(), users.size());
                  return made;
                })
                .toList();
        state.write(file, fingerprint, all);
        lines.addAll(all);
      }
    }
    if (reused > 0) {
      progress.note("%s: went on from an earlier run, which had finished %d users", name, reused);
    }
    return lines;
  }
}
