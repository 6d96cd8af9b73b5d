/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Reasons from templates, made of the facts that the ranker's evidence selects; where there is no
 * evidence, no time for it, or the ranker fails, of the first facts. Thread-safe.
 */
public final class TemplateReasons implements ReasonWriter {
  private final Evidence evidence;
  private final DisclosurePolicy disclosure;

  /** Writes by the evidence of a ranker; names nothing sensitive. */
  public TemplateReasons(Evidence evidence) {
    this(evidence, DisclosurePolicy.STRICT);
  }

  /**
   * Writes by the evidence of a ranker.
   *
   * @param evidence the ranker's, or {@link Evidence#NONE}
   * @param disclosure which facts may be named
   */
  public TemplateReasons(Evidence evidence, DisclosurePolicy disclosure) {
    this.evidence = evidence;
    this.disclosure = disclosure;
  }

  /**
   * A reason and what it is made of.
   *
   * @param choice the facts
   * @param reason the filled-in template
   */
  record Draft(FactChoice choice, Reason reason) {}

  @Override
  public List<Reason> explain(
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener) {
    List<Reason> reasons = new ArrayList<>();
    drafts(user, shown, links(user), deadline).forEach(draft -> reasons.add(draft.reason));
    return reasons;
  }

  FactLinks links(UserContext user) {
    return new FactLinks(user, disclosure);
  }

  /** For each item the facts that speak for it, and the template that says so. */
  List<Draft> drafts(UserContext user, List<Candidate> shown, FactLinks links, Deadline deadline) {
    List<double[]> weighed = weigh(user, shown, deadline);
    ReasonSentences sentences =
        new ReasonSentences(Language.of(user.language()), links, user.stranger());
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      double[] known = i < weighed.size() ? weighed.get(i) : new double[0];
      drafts.add(draft(shown.get(i), known, links, sentences));
    }
    return drafts;
  }

  private List<double[]> weigh(UserContext user, List<Candidate> shown, Deadline deadline) {
    try {
      return evidence.weigh(user, shown, deadline);
    } catch (RuntimeException e) {
      // Facts stay true without it, and whoever ranks counts a model's failures.
      return List.of();
    }
  }

  private static Draft draft(
      Candidate candidate, double[] evidence, FactLinks links, ReasonSentences sentences) {
    FactChoice choice = sentences.sayable(FactChoice.of(candidate.facts(), evidence, links));
    String text = sentences.say(choice, candidate.id().hashCode());
    return new Draft(choice, new Reason(text, choice.cites(), Reason.Source.TEMPLATE));
  }
}
