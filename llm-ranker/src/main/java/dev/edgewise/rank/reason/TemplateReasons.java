/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes reasons from templates and the facts of user and items. An item's facts must come in the
 * order of their worth, and it must be linked only to items that carry its score. Thread-safe.
 */
public final class TemplateReasons implements ReasonWriter {
  private final Wording wording;
  private final DisclosurePolicy disclosure;

  /** Creates reasons with default words that name no sensitive facts. */
  public TemplateReasons() {
    this(Wording.UNPREPARED, DisclosurePolicy.STRICT);
  }

  /**
   * Creates reasons.
   *
   * @param wording how the catalogue's attributes are named
   * @param disclosure decides which facts a reason may name
   */
  public TemplateReasons(Wording wording, DisclosurePolicy disclosure) {
    this.wording = wording;
    this.disclosure = disclosure;
  }

  @Override
  public List<Reason> explain(
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener) {
    List<Reason> reasons = new ArrayList<>();
    sentences(user, shown, links(user)).forEach(sentence -> reasons.add(reason(sentence)));
    return reasons;
  }

  FactLinks links(UserContext user) {
    return new FactLinks(user, disclosure);
  }

  /** Returns a sentence for each item. */
  List<ReasonSentences.Sentence> sentences(
      UserContext user, List<Candidate> shown, FactLinks links) {
    return new ReasonSentences(Language.of(user.language()), new ReasonPlans(user, links, wording))
        .of(shown);
  }

  static Reason reason(ReasonSentences.Sentence sentence) {
    return new Reason(sentence.text(), sentence.plan().cites(), Reason.Source.TEMPLATE);
  }
}
