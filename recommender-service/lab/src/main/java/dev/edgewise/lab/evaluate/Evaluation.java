/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.split.Pace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, and what came out. Figures are means over users of whom something was learnt;
 * their names end with the length at which lists are cut, as {@code ndcg@10}.
 *
 * @param catalogue the catalogue's title
 * @param options what was asked for
 * @param split the moment of the temporal split, or null
 * @param size of the data set, once the core was taken
 * @param leftOut events that aren't in it
 * @param measured on how many users and targets
 * @param rankers by name, baselines first
 * @param stages share of the targets that each stage still has, in their order
 * @param paired differences between rankers over the same users
 * @param notes what to know about the figures, in plain words
 * @param pace how long the first stage takes
 * @param machine that it ran on
 * @param seconds it took, less what an earlier run had done
 */
public record Evaluation(
    String catalogue,
    EvaluationOptions options,
    @Nullable Instant split,
    Size size,
    Dataset.LeftOut leftOut,
    Measured measured,
    Map<String, Result> rankers,
    Map<String, Double> stages,
    List<Paired> paired,
    List<String> notes,
    Pace pace,
    String machine,
    double seconds) {

  /**
   * Counts of a data set.
   *
   * @param users with events
   * @param items with events
   * @param events all of them
   * @param training those learnt from
   * @param ranked items that may be ranked
   */
  public record Size(int users, int items, int events, int training, int ranked) {}

  /**
   * On what was measured.
   *
   * @param users of whom something was learnt
   * @param targets of these users
   * @param newUsers of whom nothing was learnt, who are a slice of their own
   */
  public record Measured(int users, long targets, int newUsers) {}

  /**
   * How one ranker did.
   *
   * @param metrics means by name
   * @param intervals of the most important ones
   * @param slices by name
   */
  public record Result(
      Map<String, Double> metrics, Map<String, Interval> intervals, Map<String, Slice> slices) {}

  /**
   * Some of the users or targets apart.
   *
   * @param users how many
   * @param metrics means over them; empty when there are none
   */
  public record Slice(int users, Map<String, Double> metrics) {}

  /** The mean of a - b over the users, with its interval. */
  public record Paired(String a, String b, String metric, Interval difference) {}
}
