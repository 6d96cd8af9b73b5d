/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.split.Case;
import dev.edgewise.lab.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One line for each case: made in parallel, in parts that are kept as they are done. */
final class Lists {
  private static final int PART = 200;

  private final List<Case> cases;
  private final EvaluationState state;
  private final Progress progress;

  Lists(List<Case> cases, EvaluationState state, Progress progress) {
    this.cases = cases;
    this.state = state;
    this.progress = progress;
  }

  /**
   * Makes the lines, or takes those that an earlier run made.
   *
   * @param name of parts, unique among those of a state
   * @param fingerprint of all that they depend on
   */
  List<List<String>> of(String name, String fingerprint, Function<Case, List<String>> line)
      throws IOException {
    List<List<String>> lines = new ArrayList<>();
    int before = 0;
    for (int from = 0; from < cases.size(); from += PART) {
      List<Case> part = cases.subList(from, Math.min(from + PART, cases.size()));
      String file = "%s-%06d".formatted(name, from);
      Optional<List<List<String>>> done = state.read(file, fingerprint, part.size());
      if (done.isPresent()) {
        lines.addAll(done.get());
        before += part.size();
      } else {
        AtomicInteger ready = new AtomicInteger(lines.size());
        List<List<String>> made =
            part.parallelStream()
                .map(one -> {
                  List<String> its = line.apply(one);
                  progress.say(name + ": user", ready.incrementAndGet(), cases.size());
                  return its;
                })
                .toList();
        state.write(file, fingerprint, made);
        lines.addAll(made);
      }
    }
    if (before > 0) {
      progress.note("%s: went on from an earlier run, which had done %d users", name, before);
    }
    return lines;
  }
}
