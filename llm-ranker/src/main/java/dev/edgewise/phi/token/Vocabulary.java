/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tokens of a SentencePiece model as a GGUF file lists them: text, score and type of each. */
final class Vocabulary {
  private static final int NORMAL = 1;
  private static final int UNKNOWN = 2;
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final int BYTE = 6;
  private static final int NO_BYTE = -1;

  private final List<byte[]> texts;
  private final float[] scores;
  private final int[] types;
  private final int[] byteValues;
  private final int[] byteTokens = new int[256];
  private final Map<String, Integer> normal = new HashMap<>();
  private final Map<String, Integer> special = new HashMap<>();

  private Vocabulary(List<byte[]> texts, float[] scores, int[] types, String file) {
    this.texts = texts;
    this.scores = scores;
    this.types = types;
    this.byteValues = new int[texts.size()];
    Arrays.fill(byteTokens, NO_BYTE);
    for (int id = 0; id < texts.size(); id++) {
      index(id, new String(texts.get(id), StandardCharsets.UTF_8), file);
    }
    for (int value = 0; value < byteTokens.length; value++) {
      if (byteTokens[value] == NO_BYTE) {
        throw new ModelException(file + " has no token for the byte " + value);
      }
    }
  }

  private void index(int id, String text, String file) {
    byteValues[id] = NO_BYTE;
    switch (types[id]) {
      case NORMAL -> normal.putIfAbsent(text, id);
      case CONTROL, USER_DEFINED -> special.putIfAbsent(text, id);
      case BYTE -> {
        byteValues[id] = byteValue(text, file);
        byteTokens[byteValues[id]] = id;
      }
      default -> {
        // unused tokens stand for nothing
      }
    }
  }

  private static int byteValue(String text, String file) {
    if (text.matches("<0x[0-9A-F]{2}>")) {
      return Integer.parseInt(text.substring(3, 5), 16);
    }
    throw new ModelException(file + " has a byte token that isn't of the form <0x0A>");
  }

  /**
   * Reads the vocabulary of a GGUF file.
   *
   * @throws ModelException when it has none, or one of another kind
   */
  static Vocabulary read(Path gguf) {
    return of(Gguf.read(gguf).metadata(), gguf.toString());
  }

  /** Whether metadata have a vocabulary of SentencePiece's BPE. */
  static boolean isIn(Map<String, Object> metadata) {
    return metadata.get("tokenizer.ggml.model") instanceof byte[] name
        && new String(name, StandardCharsets.UTF_8).equals("llama");
  }

  static Vocabulary of(Map<String, Object> metadata, String file) {
    if (!isIn(metadata)) {
      throw new ModelException(
          file + " should have tokenizer.ggml.model llama (SentencePiece BPE)");
    }
    List<byte[]> texts = list(metadata, "tokens", byte[].class, file);
    List<Float> scores = list(metadata, "scores", Float.class, file);
    List<Integer> types = list(metadata, "token_type", Integer.class, file);
    if (scores.size() != texts.size() || types.size() != texts.size()) {
      throw new ModelException(
          String.format(
              "%s has %d tokens, %d scores and %d token types, which should be equally many",
              file, texts.size(), scores.size(), types.size()));
    }
    float[] scoreArray = new float[texts.size()];
    for (int i = 0; i < scoreArray.length; i++) {
      scoreArray[i] = scores.get(i);
    }
    int[] typeArray = types.stream().mapToInt(Integer::intValue).toArray();
    return new Vocabulary(texts, scoreArray, typeArray, file);
  }

  private static <T> List<T> list(
      Map<String, Object> metadata, String name, Class<T> of, String file) {
    List<T> typed = new ArrayList<>();
    if (metadata.get("tokenizer.ggml." + name) instanceof List<?> values) {
      for (Object value : values) {
        if (!of.isInstance(value)) {
          throw new ModelException(
              file
                  + " has a value of tokenizer.ggml."
                  + name
                  + " that is no "
                  + of.getSimpleName());
        }
        typed.add(of.cast(value));
      }
      return typed;
    }
    throw new ModelException(file + " should have an array tokenizer.ggml." + name);
  }

  int size() {
    return texts.size();
  }

  /** Id of the ordinary token with this text, or -1. Special, byte and unused ones don't count. */
  int normal(String text) {
    return normal.getOrDefault(text, -1);
  }

  byte[] text(int id) {
    return texts.get(id);
  }

  int type(int id) {
    return types[id];
  }

  float score(int id) {
    return scores[id];
  }

  /** Id of the token that stands for a byte. */
  int ofByte(byte value) {
    return byteTokens[value & 0xff];
  }

  /** Special tokens by text. */
  Map<String, Integer> special() {
    return special;
  }

  boolean isSpecial(int id) {
    return types[id] == CONTROL || types[id] == USER_DEFINED || types[id] == UNKNOWN;
  }

  /** The bytes that a token stands for, with SentencePiece's mark in place of a space. */
  byte[] bytes(int id) {
    return byteValues[id] == NO_BYTE ? texts.get(id) : new byte[] {(byte) byteValues[id]};
  }
}
