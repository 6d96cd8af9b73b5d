/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.recommend.Shortlist;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to measure, on what, and how.
 *
 * @param items file of items, of any format that {@code data.Dataset} reads
 * @param events file of events, likewise
 * @param protocol how what is measured is held out
 * @param negatives each user's targets are ranked among so many other items, drawn by the seed; 0
 *     for all items
 * @param core users and items must have so many events; 0 for any number
 * @param rankers names of those to measure; empty for all that can run
 * @param model archive of the model that {@code full} ranks by, or null without one
 * @param from with {@link Protocol#TEMPORAL} the moment of the split, or null for the usual one
 * @param users measure on a sample of so many users, drawn by the seed; 0 for all
 * @param seed of samples, of the random baseline and of the bootstrap
 * @param report directory of the report and of what an interrupted run goes on from, or null
 * @param list how {@code full} makes lists: as the service is configured
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
    Shortlist.Options list) {

  /** How what is measured is held out. */
  public enum Protocol {
    /** Everything is frozen at one moment; measured is what users did from then on. */
    TEMPORAL("temporal"),
    /** Each user's last event is measured, all users' earlier ones are learnt from. */
    LEAVE_ONE_OUT("leave-one-out");

    private final String label;

    Protocol(String label) {
      this.label = label;
    }

    /** How options and reports write it. */
    public String label() {
      return label;
    }
  }

  /**
   * Checks that the numbers make sense.
   *
   * @throws BadEvaluationException when they don't
   */
  public EvaluationOptions {
    rankers = List.copyOf(rankers);
    if (negatives < 0 || core < 0 || users < 0) {
      throw new BadEvaluationException("negatives, core and users must not be negative");
    }
    if (from != null && protocol != Protocol.TEMPORAL) {
      throw new BadEvaluationException("a time to split at goes with the temporal protocol only");
    }
  }
}
