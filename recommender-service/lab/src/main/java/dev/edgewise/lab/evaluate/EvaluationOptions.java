/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.learn.Part;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of an evaluation.
 *
 * @param items file of items, in any format that {@code data.Dataset} reads
 * @param events file of events, in any such format
 * @param protocol how test events are held out
 * @param negatives each user's targets are ranked among this number of other items, drawn by the
 *     seed; 0 for all items
 * @param core users and items must have this number of events; 0 for any number
 * @param rankers names of the rankers to measure; empty for all that can run
 * @param model archive of the model that {@code full} ranks by, or null without one
 * @param from with {@link Protocol#TEMPORAL} the time of the split, or null for the default
 * @param users size of the sample of users, drawn by the seed; 0 for all users
 * @param seed of samples, of the random baseline and of the bootstrap
 * @param report directory of the report and of the state of an interrupted run, or null
 * @param list how {@code full} makes lists; the service's configuration
 * @param scale the scale of all ratings; null for the catalogue's, or else the learnt scales
 * @param without parts of the first stage that are left out
 */
public record EvaluationOptions(
    Path items,
    Path events,
    Protocol protocol,
    int negatives,
    int core,
    List<String> rankers,
    @Nullable Path model,
    @Nullable Instant from,
    int users,
    long seed,
    @Nullable Path report,
    Shortlist.Options list,
    @Nullable ValueScale scale,
    Set<Part> without) {

  /** Options without a given scale of ratings, for the whole first stage. */
  public EvaluationOptions(
      Path items,
      Path events,
      Protocol protocol,
      int negatives,
      int core,
      List<String> rankers,
      @Nullable Path model,
      @Nullable Instant from,
      int users,
      long seed,
      @Nullable Path report,
      Shortlist.Options list) {
    this(
        items, events, protocol, negatives, core, rankers, model, from, users, seed, report, list,
        null, Set.of());
  }

  /** How test events are held out. */
  public enum Protocol {
    /** Training ends at one time for all users, who are measured on their later events. */
    TEMPORAL,
    /** Each user is measured on the last event; training has all users' earlier events. */
    LEAVE_ONE_OUT;

    /** The form in options and reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Checks the numbers and the time of the split.
   *
   * @throws BadEvaluationException when a number is negative, or a protocol without a split has a
   *     time
   */
  public EvaluationOptions {
    rankers = List.copyOf(rankers);
    without = Set.copyOf(without);
    if (negatives < 0 || core < 0 || users < 0) {
      throw new BadEvaluationException("negatives, core and users must not be negative");
    }
    if (from != null && protocol != Protocol.TEMPORAL) {
      throw new BadEvaluationException("only the temporal protocol takes a time to split at");
    }
  }
}
