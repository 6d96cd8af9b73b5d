/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The decoder, which generates several texts at once. Each pass takes the next token of every
 * unfinished text and the guesses behind it. A guess is accepted when the text's sampler chooses
 * the same token from the logits before it. So guesses change the speed, not the text.
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
      List<WritingTask> tasks,
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
    for (WritingTask task : tasks) {
      texts.add(new Text(texts.size(), task));
    }
  }

  List<WrittenText> run() {
    boolean started = false;
    while (texts.stream().anyMatch(text -> !text.done)) {
      int[][] inputs = texts.stream().map(Text::input).toArray(int[][]::new);
      WritingWork step = new WritingWork(priority, module, tails, inputs, started);
      float[][] logits = queue.await(step, unwanted -> {});
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
    return texts.stream()
        .map(text -> new WrittenText(text.written(), text.stopped))
        .collect(Collectors.toList());
  }

  /** A text in progress. */
  private final class Text {
    private final int number;
    private final WritingTask task;
    private final int begin;
    private final int[] tokens;
    private int size;
    private boolean done;
    private boolean stopped;

    Text(int number, WritingTask task) {
      this.number = number;
      this.task = task;
      this.begin = prefix.length() + task.start().length;
      this.tokens = Arrays.copyOf(prefix.tokens(), begin + task.maxTokens());
      System.arraycopy(task.start(), 0, tokens, prefix.length(), task.start().length);
      this.size = begin;
    }

    private int[] written() {
      return Arrays.copyOfRange(tokens, begin, size);
    }

    /** The tokens to read next: first the start, later the last token and the guesses. */
    int[] input() {
      if (done) {
        return new int[0];
      }
      if (size == begin) {
        return task.start();
      }
      int missing = task.maxTokens() - (size - begin) - 1;
      int[] guess = guess(Math.min(task.draft(), missing));
      int[] input = new int[1 + guess.length];
      input[0] = tokens[size - 1];
      System.arraycopy(guess, 0, input, 1, guess.length);
      return input;
    }

    /** The tokens that followed the latest earlier occurrence of the last two tokens. */
    private int[] guess(int most) {
      for (int at = size - 3; at >= 0 && most > 0; at--) {
        if (tokens[at] == tokens[size - 2] && tokens[at + 1] == tokens[size - 1]) {
          return Arrays.copyOfRange(tokens, at + 2, Math.min(size, at + 2 + most));
        }
      }
      return new int[0];
    }

    /** Appends a token for each row of logits, until a guess turns out wrong. */
    void read(int[] input, float[][] logits, int firstRow, int rows) {
      int withoutLogits = input.length - rows;
      int accepted = 0;
      for (int i = 0; i < rows && !done; i++) {
        accepted++;
        int token = choose(logits[firstRow + i]);
        append(token);
        if (i + 1 < rows && input[i + 1] != token) {
          break;
        }
      }
      tails.keep(number, withoutLogits + accepted);
    }

    private int choose(float[] row) {
      task.mask().apply(written(), row);
      int token = task.sampler().choose(row);
      if (!(row[token] > Float.NEGATIVE_INFINITY)) {
        throw ModelException.of(
            "Text %d has no next token: its mask forbids every token, or the logits are not numbers",
            number);
      }
      return token;
    }

    private void append(int token) {
      if (Arrays.stream(task.stops()).anyMatch(stop -> stop == token)) {
        done = true;
        stopped = true;
        return;
      }
      tokens[size++] = token;
      listener.token(number, token);
      done = size - begin == task.maxTokens();
    }
  }
}
