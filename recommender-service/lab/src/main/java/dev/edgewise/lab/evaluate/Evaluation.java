/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.persona.Response;
import dev.edgewise.lab.evaluate.split.FirstStageSpeed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of an evaluation. Figures are means over the users with known events. Their names end
 * with the length at which lists are cut, such as {@code ndcg@10}.
 *
 * @param catalogue the catalogue's title
 * @param options of the run
 * @param split the time of the temporal split, or null
 * @param ties users whose last event has the same time as the one before it; 0 with a split
 * @param size of the data set after taking the core
 * @param leftOut numbers of events that the data set lacks
 * @param measured numbers of users and targets
 * @param rankers by name, baselines first
 * @param stages share of the targets that remain after each stage, in the order of the stages
 * @param paired differences between rankers over the same users
 * @param notes caveats, in plain words
 * @param pace the speed of the first stage
 * @param machine the machine that it ran on
 * @param seconds duration of this run, without an interrupted run before it
 */
public record Evaluation(
    String catalogue,
    EvaluationOptions options,
    @Nullable Instant split,
    long ties,
    Size size,
    Dataset.LeftOut leftOut,
    Measured measured,
    Map<String, Result> rankers,
    Map<String, Double> stages,
    List<Paired> paired,
    List<String> notes,
    FirstStageSpeed pace,
    String machine,
    double seconds) {

  /**
   * Counts of a data set.
   *
   * @param users with events
   * @param items with events
   * @param events all events
   * @param training events
   * @param ranked items that may be ranked
   */
  public record Size(int users, int items, int events, int training, int ranked) {}

  /**
   * Numbers of measured users and targets.
   *
   * @param users with known events
   * @param targets of these users
   * @param newUsers without known events; they are a slice of their own
   * @param matched users of the sample for matched figures
   * @param personas generated users
   */
  public record Measured(int users, long targets, int newUsers, int matched, int personas) {}

  /**
   * The figures of one ranker.
   *
   * @param metrics means by name
   * @param intervals of the most important metrics
   * @param slices by name
   * @param responsiveness by number of likes; empty without personas
   */
  public record Result(
      Map<String, Double> metrics,
      Map<String, Interval> intervals,
      Map<String, Slice> slices,
      Map<Integer, Response> responsiveness) {}

  /**
   * The figures of some of the users or targets.
   *
   * @param users the number of them
   * @param targets of these users, or those of the slice
   * @param metrics means over them; empty without any
   * @param intervals of the most important metrics
   */
  public record Slice(
      int users, long targets, Map<String, Double> metrics, Map<String, Interval> intervals) {}

  /** The mean of a - b over the users, with its interval. */
  public record Paired(String a, String b, String metric, Interval difference) {}
}
