/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of Phi-3: SentencePiece BPE with byte fallback, and special tokens. Thread-safe.
 *
 * <p>Text is cut at special tokens, and each piece between gets one space in front, as the model's
 * own tokenizer and llama.cpp do it. White space right after a special token belongs to it, so
 * {@code <|user|>\nHi} is {@code <|user|>} and {@code ▁Hi}; {@code <unk>}, {@code <s>} and {@code
 * <|endoftext|>} leave it. No {@code <s>} is put in front.
 */
public final class Tokenizer {
  private static final Set<String> KEEPS_WHITE_SPACE = Set.of("<unk>", "<s>", "<|endoftext|>");
  private static final String SPACE = "\u2581";

  /** Its bytes, as a character each. */
  private static final String SPACE_BYTES = "\u00e2\u0096\u0081";

  private final Vocabulary vocabulary;
  private final List<String> specials;

  private Tokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.specials = new ArrayList<>(vocabulary.special().keySet());
    // where two begin alike, the longer one is meant
    this.specials.sort(Comparator.comparingInt(String::length).reversed());
  }

  /**
   * Loads the tokenizer from the metadata of a GGUF file.
   *
   * @throws ModelException when the file is missing, broken or of another kind of tokenizer
   */
  public static Tokenizer load(Path gguf) {
    return new Tokenizer(Vocabulary.read(gguf));
  }

  /** The tokenizer of Phi-3-mini that comes with this library. */
  public static Tokenizer phi3() {
    return new Tokenizer(Vocabulary.of(BundledVocabulary.metadata(), "the bundled vocabulary"));
  }

  /**
   * A GGUF file that holds the vocabulary of another one and nothing else; empty when that has none
   * of this kind.
   */
  public static byte[] vocabularyOf(Path gguf, Gguf.Head head) {
    if (!Vocabulary.isIn(head.metadata())) {
      return new byte[0];
    }
    return VocabularyFile.copyOf(Vocabulary.of(head.metadata(), gguf.toString())).bytes();
  }

  /** Number of token ids. */
  public int size() {
    return vocabulary.size();
  }

  /**
   * The id of a special token, for example {@code <|end|>}.
   *
   * @throws ModelException when there is none of this name
   */
  public int special(String name) {
    Integer id = vocabulary.special().get(name);
    if (id == null) {
      throw new ModelException("No special token " + name + "; there are " + specials);
    }
    return id;
  }

  /** Ids of a text in which special tokens, where they are written, become tokens. */
  public int[] encode(String text) {
    TokenIds ids = new TokenIds();
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      String found = specialAt(text, at);
      if (found == null) {
        at++;
        continue;
      }
      encodePiece(text.substring(from, at), ids);
      ids.add(special(found));
      at += found.length();
      if (!KEEPS_WHITE_SPACE.contains(found)) {
        at = skipWhiteSpace(text, at);
      }
      from = at;
    }
    encodePiece(text.substring(from), ids);
    return ids.toArray();
  }

  /** Ids of a text taken as mere text: whatever is written there, no special token comes of it. */
  public int[] encodePlain(String text) {
    TokenIds ids = new TokenIds();
    encodePiece(text, ids);
    return ids.toArray();
  }

  private void encodePiece(String text, TokenIds ids) {
    if (!text.isEmpty()) {
      new BpeMerger(vocabulary, SPACE + text.replace(" ", SPACE)).appendTo(ids);
    }
  }

  private @Nullable String specialAt(String text, int at) {
    if (text.charAt(at) != '<') {
      return null;
    }
    for (String special : specials) {
      if (text.startsWith(special, at)) {
        return special;
      }
    }
    return null;
  }

  private static int skipWhiteSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * The text that ids stand for; special tokens by their names, bytes that are no UTF-8 as U+FFFD.
   * The space that encoding puts in front of a piece is left out.
   *
   * @throws ModelException when an id is out of range
   */
  public String decode(int[] ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      if (isSpecial(id)) {
        endPiece(bytes, text);
        text.append(new String(vocabulary.bytes(id), StandardCharsets.UTF_8));
      } else {
        byte[] piece = vocabulary.bytes(id);
        bytes.write(piece, 0, piece.length);
      }
    }
    endPiece(bytes, text);
    return text.toString();
  }

  /**
   * The bytes that a token adds to a text, spaces as spaces; none for a special token.
   *
   * @throws ModelException when the id is out of range
   */
  public byte[] plainBytes(int id) {
    if (isSpecial(id)) {
      return new byte[0];
    }
    // one byte a character, since a token may be a part of one
    String bytes = new String(bytes(id), StandardCharsets.ISO_8859_1);
    return bytes.replace(SPACE_BYTES, " ").getBytes(StandardCharsets.ISO_8859_1);
  }

  boolean isSpecial(int id) {
    return vocabulary.isSpecial(checked(id));
  }

  byte[] bytes(int id) {
    return vocabulary.bytes(checked(id));
  }

  private int checked(int id) {
    if (id < 0 || id >= size()) {
      throw new ModelException("Token " + id + " is out of range 0 to " + (size() - 1));
    }
    return id;
  }

  private static void endPiece(ByteArrayOutputStream bytes, StringBuilder text) {
    String piece = new String(bytes.toByteArray(), StandardCharsets.UTF_8).replace(SPACE, " ");
    text.append(piece.startsWith(" ") ? piece.substring(1) : piece);
    bytes.reset();
  }
}
