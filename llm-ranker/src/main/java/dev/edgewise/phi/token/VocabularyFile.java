/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a vocabulary together, token by token, and makes the GGUF file without weights that archives
 * keep it in. Not thread-safe.
 */
public final class VocabularyFile {
  private static final int ENTRIES = 5;

  /** Kinds of tokens, by SentencePiece's and GGUF's numbers. */
  public enum Kind {
    /** A piece of text. */
    NORMAL(1),
    /** What stands for the unknown. */
    UNKNOWN(2),
    /** Special, never text. */
    CONTROL(3),
    /** Special, added later. */
    USER_DEFINED(4),
    /** Stands for nothing. */
    UNUSED(5),
    /** One byte, for what is no piece. */
    BYTE(6);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /**
     * The kind of a number.
     *
     * @throws ModelException when there is none
     */
    public static Kind of(long number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      throw new ModelException("A token has type " + number + ", known are 1 to 6");
    }
  }

  // Held in a list only; nobody compares two.
  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(byte[] text, float score, Kind kind) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Sets the token of an id; ids that are left out stand for nothing.
   *
   * @param score which of two pieces that could be joined is joined first: the higher one
   */
  public void set(int id, String text, float score, Kind kind) {
    if (id < 0 || id > 1 << 20) {
      throw new ModelException("A token has the id " + id + ", which should be 0 to " + (1 << 20));
    }
    while (entries.size() <= id) {
      String unused = "<unused" + entries.size() + ">";
      entries.add(new Entry(unused.getBytes(StandardCharsets.UTF_8), 0, Kind.UNUSED));
    }
    entries.set(id, new Entry(text.getBytes(StandardCharsets.UTF_8), score, kind));
  }

  /** The vocabulary of a GGUF file, without its weights. */
  static VocabularyFile copyOf(Vocabulary vocabulary) {
    VocabularyFile copy = new VocabularyFile();
    for (int id = 0; id < vocabulary.size(); id++) {
      copy.entries.add(
          new Entry(vocabulary.text(id), vocabulary.score(id), Kind.of(vocabulary.type(id))));
    }
    return copy;
  }

  /** The file's bytes. */
  public byte[] bytes() {
    Out out = new Out();
    out.raw("GGUF".getBytes(StandardCharsets.US_ASCII))
        .number(4, 3)
        .number(8, 0)
        .number(8, ENTRIES);
    out.key("general.architecture", 8).text("llama".getBytes(StandardCharsets.US_ASCII));
    out.key("tokenizer.ggml.model", 8).text("llama".getBytes(StandardCharsets.US_ASCII));
    out.key("tokenizer.ggml.tokens", 9).number(4, 8).number(8, entries.size());
    entries.forEach(entry -> out.text(entry.text));
    out.key("tokenizer.ggml.scores", 9).number(4, 6).number(8, entries.size());
    entries.forEach(entry -> out.number(4, Float.floatToIntBits(entry.score)));
    out.key("tokenizer.ggml.token_type", 9).number(4, 5).number(8, entries.size());
    entries.forEach(entry -> out.number(4, entry.kind.number));
    return out.bytes.toByteArray();
  }

  private static final class Out {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Out key(String name, int type) {
      return text(name.getBytes(StandardCharsets.US_ASCII)).number(4, type);
    }

    Out text(byte[] text) {
      return number(8, text.length).raw(text);
    }

    Out number(int size, long value) {
      byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
      bytes.write(all, 0, size);
      return this;
    }

    Out raw(byte[] text) {
      bytes.write(text, 0, text.length);
      return this;
    }
  }
}
