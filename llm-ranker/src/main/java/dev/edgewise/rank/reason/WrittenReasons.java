/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.phi.Sampler;
import dev.edgewise.phi.token.TextStream;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reasons that a model writes about the facts that its own evidence selects. All items are written
 * in one batch, under a grammar that can cite only those facts. Each reason is checked: the
 * template replaces one that doesn't pass, and all of them when the model fails or the time runs
 * out. Thread-safe.
 */
public final class WrittenReasons implements ReasonWriter {
  private final MaskedWriter writer;
  private final TemplateReasons templates;

  /**
   * Creates reasons.
   *
   * @param model must be able to write
   * @param templates chooses the facts
   */
  public WrittenReasons(TextModel model, TemplateReasons templates) {
    this(model, templates, Sampler::greedy);
  }

  WrittenReasons(TextModel model, TemplateReasons templates, Supplier<Sampler> samplers) {
    this.writer = new MaskedWriter(model, samplers);
    this.templates = templates;
  }

  @Override
  public List<Reason> explain(
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener) {
    FactLinks links = templates.links(user);
    List<ReasonSentences.Sentence> drafts = templates.sentences(user, shown, links);
    List<Reason> reasons = new ArrayList<>();
    drafts.forEach(draft -> reasons.add(TemplateReasons.reason(draft)));
    try {
      List<MaskedWriter.Task> tasks = new ArrayList<>();
      for (int i = 0; i < drafts.size(); i++) {
        List<Fact> facts = drafts.get(i).plan().facts();
        boolean quotes = facts.stream().anyMatch(fact -> fact.kind() == Fact.Kind.SAYS);
        if (!facts.isEmpty() && !quotes) {
          tasks.add(task(i, user, shown.get(i), facts, links, style, deadline));
        }
      }
      write(user, tasks, deadline, listener, reasons);
    } catch (RuntimeException e) {
      listener.simplified();
      return reasons; // keeps the templates; the ranker counts failures of the model
    }
    return reasons;
  }

  private MaskedWriter.Task task(
      int item,
      UserContext user,
      Candidate candidate,
      List<Fact> facts,
      FactLinks links,
      WritingStyle style,
      Deadline deadline) {
    Language language = Language.of(user.language());
    Lexicon lexicon = Lexicon.of(language);
    List<String> ids = facts.stream().map(Fact::id).collect(Collectors.toList());
    Grammar grammar =
        new Grammar(
            lexicon.words(
                Lexicon.Role.GLUE,
                Lexicon.Role.YOU,
                Lexicon.Role.THIS,
                Lexicon.Role.OTHERS,
                Lexicon.Role.LIKED,
                Lexicon.Role.SEEN),
            facts.stream().map(links::name).collect(Collectors.toList()),
            lexicon.suffixes(),
            ids);
    Map<String, String> values = MaskedWriter.styleValues(language, style);
    values.put("facts", "[" + String.join("] [", ids) + "]");
    String instruction = language.say("write.reason", 0, values);
    int[] start =
        writer.model().prompt().continuation(candidate, user.language(), instruction, "", 0);
    return new MaskedWriter.Task(
        item,
        writer.writing(start, grammar, style, deadline),
        new GroundingCheck(lexicon, facts, links, style.words())::objection);
  }

  private void write(
      UserContext user,
      List<MaskedWriter.Task> tasks,
      Deadline deadline,
      ReasonListener listener,
      List<Reason> reasons) {
    List<GrowingReason> growing = new ArrayList<>();
    for (MaskedWriter.Task task : tasks) {
      growing.add(new GrowingReason(task, new TextStream(writer.tokenizer()), listener));
    }
    writer.write(
        user,
        tasks,
        deadline,
        (text, token) -> growing.get(text).accept(token),
        (item, cited) -> {
          List<String> cites = GroundingCheck.cites(cited);
          reasons.set(item, new Reason(GroundingCheck.bare(cited), cites, Reason.Source.MODEL));
        });
  }

  /** Reports a growing reason to a listener: word by word, but only clauses that are checked. */
  private static final class GrowingReason {
    private final MaskedWriter.Task task;
    private final TextStream stream;
    private final ReasonListener listener;
    private final StringBuilder cited = new StringBuilder();
    private int checked;
    private int reported;

    GrowingReason(MaskedWriter.Task task, TextStream stream, ReasonListener listener) {
      this.task = task;
      this.stream = stream;
      this.listener = listener;
    }

    void accept(int token) {
      cited.append(stream.accept(token));
      int end = cited.lastIndexOf("]") + 1;
      if (end <= checked) {
        return;
      }
      checked = end;
      String text = cited.substring(0, end).trim();
      if (!task.objection().apply(text + ".").isPresent()) {
        report(GroundingCheck.bare(text));
      }
    }

    private void report(String text) {
      int at = reported;
      while (at < text.length()) {
        int space = text.indexOf(' ', at + 1);
        at = space < 0 ? text.length() : space;
        listener.grown(task.item(), text.substring(0, at));
      }
      reported = text.length();
    }
  }
}
