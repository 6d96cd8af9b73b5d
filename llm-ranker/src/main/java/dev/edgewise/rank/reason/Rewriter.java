/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.phi.Sampler;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.prompt.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Rewrites the blurbs of items for a user, all as one batch; where that can't be done, or the
 * result doesn't keep every number and name, the original stands and says so. Thread-safe.
 */
public final class Rewriter implements BlurbWriter {
  private static final int BLURB_TOKENS = 160;
  private static final int BLURB_CODE_POINTS = 800;

  private final MaskedWriter writer;

  /** Rewrites by a model. */
  public Rewriter(TextModel model) {
    this(model, Sampler::greedy);
  }

  Rewriter(TextModel model, Supplier<Sampler> samplers) {
    this.writer = new MaskedWriter(model, samplers);
  }

  private record Task(int item, RewriteCheck preservation, WritingTask writing) {}

  @Override
  public List<Rewrite> rewrite(
      UserContext user, List<Candidate> shown, WritingStyle style, Deadline deadline) {
    List<Rewrite> rewrites = BlurbWriter.originals(shown);
    try {
      List<Task> tasks = new ArrayList<>();
      List<WritingTask> writings = new ArrayList<>();
      for (int i = 0; i < shown.size(); i++) {
        String blurb = PlainText.clean(shown.get(i).text(), BLURB_CODE_POINTS);
        if (!blurb.isEmpty() && !DisclosurePolicy.instructs(blurb)) {
          tasks.add(task(i, user, shown.get(i), blurb, style, deadline));
          writings.add(tasks.get(tasks.size() - 1).writing);
        }
      }
      if (!tasks.isEmpty() && writer.model().canWrite() && !deadline.remaining().isNegative()) {
        List<WrittenText> written = writer.write(user, writings, (text, token) -> {});
        for (int i = 0; i < tasks.size(); i++) {
          take(tasks.get(i), written.get(i), rewrites);
        }
      }
    } catch (RuntimeException e) {
      return rewrites; // the originals stand, and whoever ranks counts a model's failures
    }
    return rewrites;
  }

  private void take(Task task, WrittenText written, List<Rewrite> rewrites) {
    String text = writer.text(written);
    if (written.stopped() && !task.preservation.objection(text).isPresent()) {
      rewrites.set(task.item, new Rewrite(text, Rewrite.Source.MODEL));
    }
  }

  private Task task(
      int item,
      UserContext user,
      Candidate candidate,
      String blurb,
      WritingStyle style,
      Deadline deadline) {
    Language language = Language.of(user.language());
    Lexicon lexicon = Lexicon.of(language);
    int[] start =
        writer
            .model()
            .prompt()
            .continuation(
                candidate,
                user.language(),
                language.say("write.blurb", 0, MaskedWriter.manner(language, style)),
                blurb,
                BLURB_TOKENS);
    Set<String> words = lexicon.words(Lexicon.Role.GLUE, Lexicon.Role.THIS, Lexicon.Role.YOU);
    RewriteCheck.words(blurb).forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
    Grammar grammar = Grammar.plain(words, RewriteCheck.words(blurb), lexicon.suffixes());
    return new Task(
        item,
        new RewriteCheck(lexicon, blurb, style.words()),
        writer.writing(start, grammar, style, deadline));
  }
}
