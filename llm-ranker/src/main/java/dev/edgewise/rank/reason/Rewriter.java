/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.phi.Sampler;
import dev.edgewise.phi.TokenListener;
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
 * Rewrites the blurbs of all shown items for a user in one batch of the model. An item keeps its
 * original, marked as such, when the model can't write or the rewritten text loses a number or a
 * name. Thread-safe.
 */
public final class Rewriter implements BlurbWriter {
  private static final int BLURB_TOKENS = 160;
  private static final int BLURB_CODE_POINTS = 800;

  private final MaskedWriter writer;

  public Rewriter(TextModel model) {
    this(model, Sampler::greedy);
  }

  Rewriter(TextModel model, Supplier<Sampler> samplers) {
    this.writer = new MaskedWriter(model, samplers);
  }

  @Override
  public List<Rewrite> rewrite(
      UserContext user, List<Candidate> shown, WritingStyle style, Deadline deadline) {
    List<Rewrite> rewrites = BlurbWriter.originals(shown);
    try {
      List<MaskedWriter.Task> tasks = new ArrayList<>();
      for (int i = 0; i < shown.size(); i++) {
        String blurb = PlainText.clean(shown.get(i).text(), BLURB_CODE_POINTS);
        if (!blurb.isEmpty() && !DisclosurePolicy.instructs(blurb)) {
          tasks.add(task(i, user, shown.get(i), blurb, style, deadline));
        }
      }
      if (writer.model().canWrite()) {
        writer.write(
            user,
            tasks,
            deadline,
            TokenListener.NONE,
            (item, text) -> rewrites.set(item, new Rewrite(text, Rewrite.Source.MODEL)));
      }
    } catch (RuntimeException e) {
      return rewrites; // keeps the originals; the ranker counts failures of the model
    }
    return rewrites;
  }

  private MaskedWriter.Task task(
      int item,
      UserContext user,
      Candidate candidate,
      String blurb,
      WritingStyle style,
      Deadline deadline) {
    Language language = Language.of(user.language());
    Lexicon lexicon = Lexicon.of(language);
    String instruction = language.say("write.blurb", 0, MaskedWriter.styleValues(language, style));
    int[] start =
        writer
            .model()
            .prompt()
            .continuation(candidate, user.language(), instruction, blurb, BLURB_TOKENS);
    Set<String> words = lexicon.words(Lexicon.Role.GLUE, Lexicon.Role.THIS, Lexicon.Role.YOU);
    List<String> ownWords = RewriteCheck.words(blurb);
    ownWords.forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
    Grammar grammar = new Grammar(words, ownWords, lexicon.suffixes(), List.of());
    return new MaskedWriter.Task(
        item,
        writer.writing(start, grammar, style, deadline),
        new RewriteCheck(lexicon, blurb, style.words())::objection);
  }
}
