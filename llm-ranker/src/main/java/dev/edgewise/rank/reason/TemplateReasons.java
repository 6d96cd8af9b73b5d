/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.UserContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Reasons from templates, made of the facts that the ranker's evidence selects; where there is no
 * evidence, no time for it, or the ranker fails, of the first facts. Thread-safe.
 */
public final class TemplateReasons implements ReasonWriter {
  private final Evidence evidence;

  /**
   * Writes by the evidence of a ranker.
   *
   * @param evidence the ranker's, or {@link Evidence#NONE}
   */
  public TemplateReasons(Evidence evidence) {
    this.evidence = evidence;
  }

  @Override
  public List<Reason> explain(UserContext user, List<Candidate> shown, Deadline deadline) {
    List<double[]> weighed = weigh(user, shown, deadline);
    Links links = new Links(user);
    boolean strangers = user.facts().isEmpty() && user.history().isEmpty();
    Sentences sentences = new Sentences(Wording.of(user.language()), links, strangers);
    List<Reason> reasons = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      double[] known = i < weighed.size() ? weighed.get(i) : new double[0];
      reasons.add(reason(shown.get(i), known, links, sentences));
    }
    return reasons;
  }

  private List<double[]> weigh(UserContext user, List<Candidate> shown, Deadline deadline) {
    try {
      return evidence.weigh(user, shown, deadline);
    } catch (RuntimeException e) {
      // Facts stay true without it, and whoever ranks counts a model's failures.
      return List.of();
    }
  }

  private static Reason reason(
      Candidate candidate, double[] evidence, Links links, Sentences sentences) {
    Choice choice = sentences.sayable(Choice.of(candidate.facts(), evidence, links));
    String text = sentences.say(choice, candidate.id().hashCode());
    return new Reason(text, choice.cites(), Reason.Source.TEMPLATE);
  }
}
