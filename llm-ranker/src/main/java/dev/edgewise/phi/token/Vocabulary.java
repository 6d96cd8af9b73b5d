/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tokens of a SentencePiece model: the text, score and type of each, as GGUF lists them. */
final class Vocabulary {
  private static final int NORMAL = 1;
  private static final int UNKNOWN = 2;
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final int BYTE = 6;
  private static final int NONE = -1;

  private final List<byte[]> texts;
  private final List<Float> scores;
  private final List<Integer> types;
  private final int[] byteValues;
  private final int[] byteTokens = new int[256];
  private final Map<String, Integer> normal = new HashMap<>();
  private final Map<String, Integer> special = new HashMap<>();

  private Vocabulary(List<byte[]> texts, List<Float> scores, List<Integer> types, String file) {
    this.texts = texts;
    this.scores = scores;
    this.types = types;
    this.byteValues = new int[texts.size()];
    Arrays.fill(byteTokens, NONE);
    for (int id = 0; id < texts.size(); id++) {
      index(id, new String(texts.get(id), StandardCharsets.UTF_8), file);
    }
    for (int value = 0; value < byteTokens.length; value++) {
      if (byteTokens[value] == NONE) {
        throw new ModelException(file + " has no token for the byte " + value);
      }
    }
  }

  private void index(int id, String text, String file) {
    byteValues[id] = NONE;
    switch (types.get(id)) {
      case NORMAL -> normal.putIfAbsent(text, id);
      case CONTROL, USER_DEFINED -> special.putIfAbsent(text, id);
      case BYTE -> {
        byteValues[id] = byteValue(text, file);
        byteTokens[byteValues[id]] = id;
      }
      default -> {
        // unused and unknown tokens have no text
      }
    }
  }

  private static int byteValue(String text, String file) {
    if (text.matches("<0x[0-9A-F]{2}>")) {
      return Integer.parseInt(text.substring(3, 5), 16);
    }
    throw new ModelException(file + " has a byte token whose text is not like <0x0A>: " + text);
  }

  /** Whether metadata hold a vocabulary of SentencePiece BPE. */
  static boolean isIn(Map<String, Object> metadata) {
    return metadata.get("tokenizer.ggml.model") instanceof byte[] name
        && new String(name, StandardCharsets.UTF_8).equals("llama");
  }

  /**
   * Reads the vocabulary in the metadata of a GGUF file.
   *
   * @throws ModelException when there is none, or one of another kind
   */
  static Vocabulary of(Map<String, Object> metadata, String file) {
    if (!isIn(metadata)) {
      throw new ModelException(
          file + " should have tokenizer.ggml.model llama (SentencePiece BPE)");
    }
    List<byte[]> texts = list(metadata, "tokens", byte[].class, file);
    List<Float> scores = list(metadata, "scores", Float.class, file);
    List<Integer> types = list(metadata, "token_type", Integer.class, file);
    if (scores.size() != texts.size() || types.size() != texts.size()) {
      throw ModelException.of(
          "%s has %d tokens, %d scores and %d token types; the three counts should be equal",
          file, texts.size(), scores.size(), types.size());
    }
    return new Vocabulary(texts, scores, types, file);
  }

  private static <T> List<T> list(
      Map<String, Object> metadata, String name, Class<T> type, String file) {
    List<T> typed = new ArrayList<>();
    if (metadata.get("tokenizer.ggml." + name) instanceof List<?> values) {
      for (Object value : values) {
        if (!type.isInstance(value)) {
          throw ModelException.of(
              "%s has a value of tokenizer.ggml.%s that is no %s",
              file, name, type.getSimpleName());
        }
        typed.add(type.cast(value));
      }
      return typed;
    }
    throw new ModelException(file + " should have an array tokenizer.ggml." + name);
  }

  int size() {
    return texts.size();
  }

  /** Id of the normal token with this text, or -1. Special, byte and unused tokens are no match. */
  int normalToken(String text) {
    return normal.getOrDefault(text, -1);
  }

  byte[] text(int id) {
    return texts.get(id);
  }

  int type(int id) {
    return types.get(id);
  }

  float score(int id) {
    return scores.get(id);
  }

  /** Id of the token that represents a byte. */
  int byteToken(byte value) {
    return byteTokens[value & 0xff];
  }

  /** Ids of the special tokens by text. */
  Map<String, Integer> special() {
    return special;
  }

  boolean isSpecial(int id) {
    int type = types.get(id);
    return type == CONTROL || type == USER_DEFINED || type == UNKNOWN;
  }

  /** The bytes that a token represents, with SentencePiece's mark U+2581 instead of spaces. */
  byte[] bytes(int id) {
    return byteValues[id] == NONE ? texts.get(id) : new byte[] {(byte) byteValues[id]};
  }
}
