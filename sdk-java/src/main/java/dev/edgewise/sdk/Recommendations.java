/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.util.List;

/**
 * A ranked list.
 *
 * @param requestId id of this answer, for feedback and further pages
 * @param user the user's id
 * @param known whether the service has ever seen the user
 * @param model name of the model that ranks
 * @param trained whether that model was trained; the order of an untrained model means nothing
 * @param degraded whether something was missing, so that the list is worse than it could be
 * @param problem the missing part, in one line; empty if the list is complete
 * @param items best first
 */
public record Recommendations(
    String requestId,
    String user,
    boolean known,
    String model,
    boolean trained,
    boolean degraded,
    String problem,
    List<Entry> items) {

  public Recommendations {
    items = List.copyOf(items);
  }

  /**
   * An item in its place.
   *
   * @param id the item's id
   * @param title its title
   * @param rank its place, from 1
   * @param score from 0 to 1, comparable within this list only
   * @param firstStageRank its place before the model ranked, from 1
   * @param rankedBy {@code model}, {@code stored}, {@code ranker} or {@code popularity}
   * @param reason why it is in the list, in plain words; may be empty
   * @param cites ids of the facts behind the reason: P1.. of the user, I1.. of the item
   * @param reasonSource {@code model} or {@code template}
   */
  public record Entry(
      String id,
      String title,
      int rank,
      double score,
      int firstStageRank,
      String rankedBy,
      String reason,
      List<String> cites,
      String reasonSource) {

    public Entry {
      cites = List.copyOf(cites);
    }
  }
}
