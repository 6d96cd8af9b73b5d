/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.phi.Sampler;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.language.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A model that writes within grammars, until a deadline. Thread-safe. */
final class MaskedWriter {
  private static final int TOKENS_PER_WORD = 4;
  private static final int DRAFT = 4;
  private static final String STOP = "<|end|>";

  private final TextModel model;
  private final GrammarMask.Vocabulary vocabulary;
  private final Supplier<Sampler> samplers;

  MaskedWriter(TextModel model, Supplier<Sampler> samplers) {
    this.model = model;
    this.vocabulary = new GrammarMask.Vocabulary(model.prompt().tokenizer());
    this.samplers = samplers;
  }

  TextModel model() {
    return model;
  }

  Tokenizer tokenizer() {
    return model.prompt().tokenizer();
  }

  /** A text to be written. */
  WritingTask writing(int[] start, Grammar grammar, WritingStyle style, Deadline deadline) {
    int stop = tokenizer().special(STOP);
    return new WritingTask(
        start,
        TOKENS_PER_WORD * style.words(),
        new int[] {stop},
        samplers.get(),
        new GrammarMask(vocabulary, grammar, stop, deadline),
        DRAFT);
  }

  /** Writes texts side by side. */
  List<WrittenText> write(UserContext user, List<WritingTask> texts, TokenListener listener) {
    return model.write(user, texts, listener);
  }

  /** What was written, as text. */
  String text(WrittenText written) {
    return tokenizer().decode(written.tokens()).trim();
  }

  /** Length and tone as a language says them, for instructions. */
  static Map<String, String> manner(Language language, WritingStyle style) {
    String tone = "tone." + style.tone();
    Map<String, String> manner = new HashMap<>();
    manner.put("words", Integer.toString(style.words()));
    manner.put("tone", language.text((language.has(tone) ? tone : "tone.plain") + ".1"));
    return manner;
  }
}
