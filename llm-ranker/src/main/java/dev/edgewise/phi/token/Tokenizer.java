/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of Phi-3: SentencePiece BPE with byte fallback, and special tokens. Thread-safe.
 *
 * <p>Text is cut at special tokens. Each piece between them gets one space in front, as in the
 * model's own tokenizer and in llama.cpp. A special token swallows the white space right behind it,
 * so {@code <|user|>\nHi} becomes {@code <|user|>} and {@code ▁Hi}; only {@code <unk>}, {@code <s>}
 * and {@code <|endoftext|>} leave the white space. The tokenizer adds no {@code <s>} in front.
 */
public final class Tokenizer {
  private static final Set<String> KEEPS_WHITE_SPACE = Set.of("<unk>", "<s>", "<|endoftext|>");
  private static final String SPACE = "\u2581";

  /** The UTF-8 bytes of {@link #SPACE}, each as one character. */
  private static final String SPACE_BYTES = "\u00e2\u0096\u0081";

  private final Vocabulary vocabulary;
  private final List<String> specials;

  private Tokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.specials = new ArrayList<>(vocabulary.special().keySet());
    // longer names first, since one name may begin with another
    this.specials.sort(Comparator.comparingInt(String::length).reversed());
  }

  /**
   * Loads the tokenizer from the metadata of a GGUF file.
   *
   * @throws ModelException when the file is missing, broken or of another kind of tokenizer
   */
  public static Tokenizer load(Path gguf) {
    return new Tokenizer(Vocabulary.of(Gguf.read(gguf).metadata(), gguf.toString()));
  }

  /** The tokenizer of Phi-3-mini, from the bundled vocabulary. */
  public static Tokenizer phi3() {
    String file = BundledVocabulary.RESOURCE;
    Gguf.Head head = Gguf.read(ByteBuffer.wrap(BundledVocabulary.bytes()), file);
    return new Tokenizer(Vocabulary.of(head.metadata(), file));
  }

  /**
   * A GGUF file with only the vocabulary of another GGUF file; empty when that file has no
   * SentencePiece vocabulary.
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
   * @throws ModelException when there is no special token of this name
   */
  public int special(String name) {
    Integer id = vocabulary.special().get(name);
    if (id == null) {
      throw new ModelException("No special token " + name + "; the special tokens are " + specials);
    }
    return id;
  }

  /** Ids of a text in which the names of special tokens become special tokens. */
  public int[] encode(String text) {
    IntStream.Builder ids = IntStream.builder();
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
    return ids.build().toArray();
  }

  /** Ids of a plain text: even the names of special tokens become normal tokens. */
  public int[] encodePlain(String text) {
    IntStream.Builder ids = IntStream.builder();
    encodePiece(text, ids);
    return ids.build().toArray();
  }

  private void encodePiece(String text, IntStream.Builder ids) {
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
   * The text of ids, with special tokens by their names and invalid UTF-8 as U+FFFD. The space that
   * encoding puts in front of a piece is left out.
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
   * The bytes that a token adds to a text, with U+2581 as a plain space; none for a special token.
   *
   * @throws ModelException when the id is out of range
   */
  public byte[] plainBytes(int id) {
    if (isSpecial(id)) {
      return new byte[0];
    }
    // one character for each byte, since a token may be a part of a character
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
