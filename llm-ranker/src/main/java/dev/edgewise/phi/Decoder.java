/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes several texts at once: each pass takes every unfinished text's next token, and the guesses
 * behind it. A guess holds when the text's own sampler, shown the logits before it, chooses the
 * same token; so guesses change the speed, not the text.
 */
final class Decoder {
  private final Prefix prefix;
  private final List<Text> texts = new ArrayList<>();
  private final BranchTails tails;
  private final PhiModule module;
  private final PassQueue queue;
  private final Priority priority;
  private final TokenListener listener;

  Decoder(
      Prefix prefix,
      List<WritingTask> writings,
      BranchTails tails,
      PhiModule module,
      PassQueue queue,
      Priority priority,
      TokenListener listener) {
    this.prefix = prefix;
    this.tails = tails;
    this.module = module;
    this.queue = queue;
    this.priority = priority;
    this.listener = listener;
    for (WritingTask task : writings) {
      texts.add(new Text(texts.size(), task));
    }
  }

  List<WrittenText> run(int vocab) {
    boolean started = false;
    while (texts.stream().anyMatch(text -> !text.done)) {
      int[][] inputs = texts.stream().map(Text::input).toArray(int[][]::new);
      WritingWork step = new WritingWork(module, tails, inputs, started, vocab);
      float[][] logits = queue.await(priority, step, unwanted -> {});
      int row = 0;
      for (int i = 0; i < inputs.length; i++) {
        int rows = inputs[i].length == 0 ? 0 : started ? inputs[i].length : 1;
        if (rows > 0) {
          texts.get(i).read(inputs[i], logits, row, rows);
        }
        row += rows;
      }
      started = true;
    }
    List<WrittenText> written = new ArrayList<>();
    texts.forEach(text -> written.add(new WrittenText(text.written(), text.stopped)));
    return written;
  }

  /** One text on its way. */
  private final class Text {
    private final int number;
    private final WritingTask task;
    private int[] tokens;
    private int size;
    private boolean done;
    private boolean stopped;

    Text(int number, WritingTask task) {
      this.number = number;
      this.task = task;
      this.tokens = Arrays.copyOf(prefix.tokens(), prefix.length() + task.start().length + 64);
      System.arraycopy(task.start(), 0, tokens, prefix.length(), task.start().length);
      this.size = prefix.length() + task.start().length;
    }

    private int begin() {
      return prefix.length() + task.start().length;
    }

    private int[] written() {
      return Arrays.copyOfRange(tokens, begin(), size);
    }

    /** The start, later the last token and what may follow it. */
    int[] input() {
      if (done) {
        return new int[0];
      }
      if (size == begin()) {
        return task.start();
      }
      int left = task.maxTokens() - (size - begin()) - 1;
      int[] guess = guess(Math.min(task.draft(), left));
      int[] input = new int[1 + guess.length];
      input[0] = tokens[size - 1];
      System.arraycopy(guess, 0, input, 1, guess.length);
      return input;
    }

    /** How the last two tokens went on where they last stood together before. */
    private int[] guess(int most) {
      for (int at = size - 3; at >= 0 && most > 0; at--) {
        if (tokens[at] == tokens[size - 2] && tokens[at + 1] == tokens[size - 1]) {
          return Arrays.copyOfRange(tokens, at + 2, Math.min(size, at + 2 + most));
        }
      }
      return new int[0];
    }

    /** Takes the tokens that the logits give, as long as the guesses hold. */
    void read(int[] input, float[][] logits, int firstRow, int rows) {
      int given = input.length - rows;
      int held = 0;
      for (int i = 0; i < rows && !done; i++) {
        held++;
        int token = choose(logits[firstRow + i]);
        take(token);
        if (i + 1 < rows && input[i + 1] != token) {
          break;
        }
      }
      tails.keep(number, given + held);
    }

    private int choose(float[] row) {
      task.mask().apply(written(), row);
      int token = task.sampler().choose(row);
      if (!(row[token] > Float.NEGATIVE_INFINITY)) {
        throw new ModelException(
            "Nothing may follow in text "
                + number
                + ": its mask forbids every token, or the logits"
                + " are no numbers");
      }
      return token;
    }

    private void take(int token) {
      if (Arrays.stream(task.stops()).anyMatch(stop -> stop == token)) {
        done = true;
        stopped = true;
        return;
      }
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * size);
      }
      tokens[size++] = token;
      listener.token(number, token);
      done = size - begin() == task.maxTokens();
    }
  }
}
