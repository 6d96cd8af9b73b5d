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
 * Writes reasons from templates and the facts that the ranker's evidence selects. Without evidence,
 * without time for it, or when the ranker fails, it uses the first facts. Thread-safe.
 */
public final class TemplateReasons implements ReasonWriter {
  private final Evidence evidence;
  private final DisclosurePolicy disclosure;

  /** Creates reasons that name no sensitive facts. */
  public TemplateReasons(Evidence evidence) {
    this(evidence, DisclosurePolicy.STRICT);
  }

  /**
   * Creates reasons.
   *
   * @param evidence the ranker's evidence, or {@link Evidence#NONE}
   * @param disclosure decides which facts a reason may name
   */
  public TemplateReasons(Evidence evidence, DisclosurePolicy disclosure) {
    this.evidence = evidence;
    this.disclosure = disclosure;
  }

  /** A reason from a template, and the facts in it. */
  record Draft(FactChoice choice, Reason reason) {}

  @Override
  public List<Reason> explain(
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener) {
    List<Reason> reasons = new ArrayList<>();
    drafts(user, shown, links(user), deadline, listener)
        .forEach(draft -> reasons.add(draft.reason));
    return reasons;
  }

  FactLinks links(UserContext user) {
    return new FactLinks(user, disclosure);
  }

  /** Returns a draft for each item; tells the listener if the ranker's evidence is missing. */
  List<Draft> drafts(
      UserContext user,
      List<Candidate> shown,
      FactLinks links,
      Deadline deadline,
      ReasonListener listener) {
    List<Candidate> items = new ArrayList<>();
    shown.forEach(item -> items.add(item.withFacts(links.telling(item))));
    List<double[]> weighed = weigh(user, items, deadline);
    if (weighed.size() < shown.size() && !evidence.equals(Evidence.NONE)) {
      listener.simplified();
    }
    ReasonSentences sentences =
        new ReasonSentences(Language.of(user.language()), links, user.stranger());
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      double[] known = i < weighed.size() ? weighed.get(i) : new double[0];
      drafts.add(draft(items.get(i), known, links, sentences));
    }
    return drafts;
  }

  private static Draft draft(
      Candidate item, double[] evidence, FactLinks links, ReasonSentences sentences) {
    boolean abandoned = Thread.currentThread().isInterrupted(); // nobody will read it
    FactChoice choice =
        abandoned ? FactChoice.NONE : sentences.sayable(FactChoice.of(item, evidence, links));
    String text = sentences.say(choice, item.id().hashCode());
    return new Draft(choice, new Reason(text, choice.cites(), Reason.Source.TEMPLATE));
  }

  private List<double[]> weigh(UserContext user, List<Candidate> items, Deadline deadline) {
    try {
      return evidence.weigh(user, items, deadline);
    } catch (RuntimeException e) {
      // Facts are true without evidence, and the ranker counts failures of the model.
      return List.of();
    }
  }
}
