/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A builder of vocabulary files: it collects tokens and returns the GGUF file without weights that
 * archives store. Not thread-safe.
 */
public final class VocabularyFile {
  private static final int ENTRIES = 5;

  /** The kinds of tokens, with their numbers in SentencePiece and GGUF. */
  public enum Kind {
    /** A piece of text. */
    NORMAL(1),
    /** The token for unknown text. */
    UNKNOWN(2),
    /** A special token, which never represents text. */
    CONTROL(3),
    /** A special token that was added after training. */
    USER_DEFINED(4),
    /** An id without a token. */
    UNUSED(5),
    /** One byte, for text that no piece covers. */
    BYTE(6);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /**
     * The kind with this number.
     *
     * @throws ModelException when no kind has it
     */
    public static Kind of(long number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      throw new ModelException("A token has type " + number + ", supported are 1 to 6");
    }
  }

  // Instances are never compared, so an array as a component does no harm.
  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(byte[] text, float score, Kind kind) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Sets the token of an id, from 0 to 2^20. Ids that are never set become unused tokens.
   *
   * @param score rank of the piece in BPE: of two possible merges, the higher score goes first
   */
  public void set(int id, String text, float score, Kind kind) {
    if (id < 0 || id > 1 << 20) {
      throw new ModelException("A token has id " + id + ", it should be 0 to " + (1 << 20));
    }
    while (entries.size() <= id) {
      String unused = "<unused" + entries.size() + ">";
      entries.add(new Entry(unused.getBytes(StandardCharsets.UTF_8), 0, Kind.UNUSED));
    }
    entries.set(id, new Entry(text.getBytes(StandardCharsets.UTF_8), score, kind));
  }

  /** A file with the tokens of a vocabulary. */
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
    out.raw(ascii("GGUF")).number(4, 3).number(8, 0).number(8, ENTRIES);
    out.key("general.architecture", 8).text(ascii("llama"));
    out.key("tokenizer.ggml.model", 8).text(ascii("llama"));
    out.key("tokenizer.ggml.tokens", 9).number(4, 8).number(8, entries.size());
    entries.forEach(entry -> out.text(entry.text));
    out.key("tokenizer.ggml.scores", 9).number(4, 6).number(8, entries.size());
    entries.forEach(entry -> out.number(4, Float.floatToIntBits(entry.score)));
    out.key("tokenizer.ggml.token_type", 9).number(4, 5).number(8, entries.size());
    entries.forEach(entry -> out.number(4, entry.kind.number));
    return out.bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Little-endian output in GGUF's form. */
  private static final class Out {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Out key(String name, int type) {
      return text(ascii(name)).number(4, type);
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
