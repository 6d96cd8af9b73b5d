/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.phi.Sampler;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
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

/**
 * Reasons that a model writes, where it can: from the facts that its own evidence selects, all
 * items as one batch, under a grammar that can cite those facts and nothing else. Each is checked;
 * one that doesn't pass is replaced by the template, and so are all when the model fails or time is
 * up. Thread-safe.
 */
public final class WrittenReasons implements ReasonWriter {
  private final MaskedWriter writer;
  private final TemplateReasons templates;

  /** Writes by a model that can write, from the facts that templates would name. */
  public WrittenReasons(TextModel model, TemplateReasons templates) {
    this(model, templates, Sampler::greedy);
  }

  WrittenReasons(TextModel model, TemplateReasons templates, Supplier<Sampler> samplers) {
    this.writer = new MaskedWriter(model, samplers);
    this.templates = templates;
  }

  /** What is to be written of one item. */
  private record Task(int item, GroundingCheck grounding, WritingTask writing) {}

  @Override
  public List<Reason> explain(
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener) {
    FactLinks links = templates.links(user);
    List<TemplateReasons.Draft> drafts = templates.drafts(user, shown, links, deadline);
    List<Reason> reasons = new ArrayList<>();
    drafts.forEach(draft -> reasons.add(draft.reason()));
    try {
      List<Task> tasks = new ArrayList<>();
      for (int i = 0; i < drafts.size(); i++) {
        List<Fact> facts = drafts.get(i).choice().facts();
        if (!facts.isEmpty()) {
          tasks.add(task(i, user, shown.get(i), facts, links, style, deadline));
        }
      }
      if (!tasks.isEmpty() && !deadline.remaining().isNegative()) {
        write(user, tasks, listener, reasons);
      }
    } catch (RuntimeException e) {
      // The templates stand, and whoever ranks counts a model's failures.
      return reasons;
    }
    return reasons;
  }

  private Task task(
      int item,
      UserContext user,
      Candidate candidate,
      List<Fact> facts,
      FactLinks links,
      WritingStyle style,
      Deadline deadline) {
    Language language = Language.of(user.language());
    Lexicon lexicon = Lexicon.of(language);
    List<String> names = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    StringBuilder usable = new StringBuilder();
    for (Fact fact : facts) {
      names.add(links.name(fact));
      ids.add(fact.id());
      usable.append(' ').append('[').append(fact.id()).append(']');
    }
    Grammar grammar =
        Grammar.citing(
            lexicon.words(
                Lexicon.Role.GLUE,
                Lexicon.Role.YOU,
                Lexicon.Role.THIS,
                Lexicon.Role.OTHERS,
                Lexicon.Role.LIKED,
                Lexicon.Role.SEEN),
            names,
            lexicon.suffixes(),
            ids);
    Map<String, String> values = MaskedWriter.manner(language, style);
    values.put("facts", usable.toString().trim());
    int[] start =
        writer
            .model()
            .prompt()
            .continuation(candidate, user.language(), language.say("write.reason", 0, values));
    return new Task(
        item,
        new GroundingCheck(lexicon, facts, links, style.words()),
        writer.writing(start, grammar, style, deadline));
  }

  private void write(
      UserContext user, List<Task> tasks, ReasonListener listener, List<Reason> reasons) {
    List<WritingTask> writings = new ArrayList<>();
    List<Growing> growing = new ArrayList<>();
    for (Task task : tasks) {
      writings.add(task.writing);
      growing.add(new Growing(task, new TextStream(writer.tokenizer()), listener));
    }
    List<WrittenText> written =
        writer.write(user, writings, (text, token) -> growing.get(text).accept(token));
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      String cited = writer.text(written.get(i));
      if (written.get(i).stopped() && !task.grounding.objection(cited).isPresent()) {
        reasons.set(
            task.item,
            new Reason(
                GroundingCheck.bare(cited), GroundingCheck.cites(cited), Reason.Source.MODEL));
      }
    }
  }

  /** One reason on its way to a listener, clause by checked clause, in words. */
  private static final class Growing {
    private final Task task;
    private final TextStream stream;
    private final ReasonListener listener;
    private final StringBuilder cited = new StringBuilder();
    private int checked;
    private int heard;

    Growing(Task task, TextStream stream, ReasonListener listener) {
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
      if (!task.grounding.objection(text + ".").isPresent()) {
        tell(GroundingCheck.bare(text));
      }
    }

    private void tell(String text) {
      int at = heard;
      while (at < text.length()) {
        int space = text.indexOf(' ', at + 1);
        at = space < 0 ? text.length() : space;
        listener.grown(task.item, text.substring(0, at));
      }
      heard = text.length();
    }
  }
}
