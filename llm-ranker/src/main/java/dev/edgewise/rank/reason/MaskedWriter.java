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
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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

  /**
   * A text to write for an item.
   *
   * @param objection returns the first problem of a text; empty if there is none
   */
  record Task(int item, WritingTask writing, Function<String, Optional<String>> objection) {}

  /** Returns the writing of a text behind the given first tokens. */
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

  /**
   * Writes all texts in one batch, unless the deadline has passed.
   *
   * @param accepted receives an item and its text if the text ended by itself without objection
   */
  void write(
      UserContext user,
      List<Task> tasks,
      Deadline deadline,
      TokenListener listener,
      BiConsumer<Integer, String> accepted) {
    if (tasks.isEmpty() || deadline.remaining().isNegative()) {
      return;
    }
    List<WritingTask> writings = tasks.stream().map(Task::writing).collect(Collectors.toList());
    List<WrittenText> written = model.write(user, writings, listener);
    for (int i = 0; i < tasks.size(); i++) {
      String text = tokenizer().decode(written.get(i).tokens()).trim();
      if (written.get(i).stopped() && !tasks.get(i).objection.apply(text).isPresent()) {
        accepted.accept(tasks.get(i).item, text);
      }
    }
  }

  /** Returns the length and tone for the placeholders of an instruction. */
  static Map<String, String> styleValues(Language language, WritingStyle style) {
    String tone = "tone." + style.tone();
    Map<String, String> values = new HashMap<>();
    values.put("words", Integer.toString(style.words()));
    values.put("tone", language.text((language.has(tone) ? tone : "tone.plain") + ".1"));
    return values;
  }
}
